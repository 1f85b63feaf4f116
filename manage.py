#!/usr/bin/env python
"""The command line of the product: migrations, loading a notice, checks."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as odd:
        sys.exit(str(odd))


if __name__ == "__main__":
    main()

# The product as an image, for docker-compose.yml: the same set-up as everywhere, then one of its three processes.
# Version and Debian release are named, patches are not: building anew takes the newest security fixes of that line.
FROM python:3.11-slim-bookworm

WORKDIR /srv/improvement
COPY package.json package-lock.json ./
COPY requirements requirements
COPY scripts scripts
# What only the set-up needs does not stay in the image.
RUN scripts/setup run && rm -rf .venv-node node_modules /root/.npm /root/.cache /var/lib/apt/lists/*

COPY . .
# Committed files keep the mode of the machine that checked them out, which may have kept them from everybody else.
RUN find . -path ./.venv -prune -o ! -perm -o+r -exec chmod o+rX {} + \
  && useradd --system --uid 10001 improvement \
  && install -d -o improvement /var/lib/improvement
# By number, so that whoever runs the image can tell that it is not root.
USER 10001

ENV PATH=/srv/improvement/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/improvement
EXPOSE 8000
# Web processes show that they live by touching a file, which must not wait for a disk: hence /dev/shm.
CMD ["gunicorn", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--workers", "3", "--threads", "4", "--bind", "0.0.0.0:8000", "improvement.wsgi"]

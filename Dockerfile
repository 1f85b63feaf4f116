# The product as an image, for docker-compose.yml: the same set-up as everywhere, then one of its three processes.
FROM python:3.11-slim-bookworm

WORKDIR /srv/improvement
COPY package.json package-lock.json ./
COPY requirements requirements
COPY scripts scripts
# What only the set-up needs does not stay in the image.
RUN scripts/setup run && rm -rf .venv-node node_modules /root/.npm /root/.cache /var/lib/apt/lists/*

COPY . .
RUN useradd --system --uid 10001 improvement && install -d -o improvement /var/lib/improvement
USER improvement

ENV PATH=/srv/improvement/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/improvement
CMD ["gunicorn", "--no-control-socket", "--workers", "3", "--threads", "4", "--bind", "0.0.0.0:8000", "improvement.wsgi"]

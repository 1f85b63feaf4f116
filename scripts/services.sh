# Sourced, not run: a PostgreSQL and a Redis of our own for the tests, in a temporary folder, gone when the script ends.
#   services_folder   makes the folder $services and sees that everything in it is stopped and deleted at the end
#   start_postgresql  sets TEST_DATABASE_URL, unless it is set already
#   start_redis       sets TEST_REDIS_URL, unless it is set already

services_folder() {
  services=$(mktemp -d "${TMPDIR:-/tmp}/improvement.XXXXXX")
  chmod 711 "$services" # PostgreSQL may run as somebody else and must be able to pass
  trap services_stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

services_stop() {
  [ ! -e "$services/postgresql/data/postmaster.pid" ] || as_postgres "$postgresql/pg_ctl" -D "$services/postgresql/data" -m immediate -w stop >/dev/null || true
  [ -z "${redis_pid:-}" ] || { kill "$redis_pid" && wait "$redis_pid"; } 2>/dev/null || true
  rm -rf "$services"
}

spare_port() { .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
random_word() { .venv/bin/python -c 'import secrets; print(secrets.token_hex(32))'; }

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

start_postgresql() {
  [ -z "${TEST_DATABASE_URL:-}" ] || return 0
  local home=$services/postgresql port password
  postgresql=$(dirname "$(ls -v /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1 | grep . || command -v initdb)")
  port=$(spare_port)
  password=$(random_word)
  mkdir "$home"
  (umask 077 && echo "$password" >"$home/password")
  [ "$(id -u)" != 0 ] || chown -R postgres "$home"
  as_postgres "$postgresql/initdb" --pgdata "$home/data" --username postgres --pwfile "$home/password" --auth scram-sha-256 \
    --encoding UTF8 --locale C.UTF-8 --no-sync >"$services/initdb.log" 2>&1 || { cat "$services/initdb.log" >&2; return 1; }
  # Nothing here must outlive the tests, so nothing waits for the disk.
  as_postgres "$postgresql/pg_ctl" --pgdata "$home/data" --log "$home/log" --wait --silent start --options \
    "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$home -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
    >/dev/null || { cat "$home/log" >&2; return 1; }
  export TEST_DATABASE_URL=postgres://postgres:$password@127.0.0.1:$port/postgres
}

start_redis() {
  [ -z "${TEST_REDIS_URL:-}" ] || return 0
  local port
  port=$(spare_port)
  redis-server --bind 127.0.0.1 --port "$port" --dir "$services" --save "" --appendonly no >"$services/redis.log" 2>&1 &
  redis_pid=$!
  until .venv/bin/python -c 'import redis, sys; redis.Redis(port=int(sys.argv[1])).ping()' "$port" 2>/dev/null; do
    kill -0 "$redis_pid" 2>/dev/null || { cat "$services/redis.log" >&2; return 1; }
    sleep 0.1
  done
  export TEST_REDIS_URL=redis://127.0.0.1:$port/0
}

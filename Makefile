# Two commands to begin with: `make demo` shows the product, `make test` tries it. Each target is a script in scripts/.
.PHONY: help demo test check fix bench pictures lock setup

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s  %s\n", $$1, $$2 }' Makefile

demo: ## open the product with a sample notice at http://127.0.0.1:8000 (PORT=… for another port)
	@scripts/demo

test: ## run the tests on SQLite and PostgreSQL (ARGS='-k dates' for pytest, DATABASES=sqlite for one)
	@scripts/test $(ARGS)

check: ## look for mistakes without running the product; edits nothing
	@scripts/check

fix: ## format the code and repair what can be repaired
	@scripts/fix

bench: ## measure the limits on a large notice (ARGS=… are passed on)
	@scripts/bench $(ARGS)

pictures: ## take the pictures of README.md and docs/ anew, of a demonstration of their own
	@scripts/setup test
	@.venv/bin/python scripts/pictures

lock: ## compile requirements/ and package-lock.json anew (ARGS=--upgrade for newer versions)
	@scripts/lock $(ARGS)

setup: ## install what the demonstration needs, and nothing else
	@scripts/setup run

"""A PostgreSQL of the tests' own: `python -m tests.postgres -- COMMAND …` runs a command with its DATABASE_URL.

The server keeps all that it has in a folder that goes with it. It is told to end however the command ends, and by
Linux itself if this process is killed.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

BINARIES = Path("/usr/lib/postgresql")  # where Debian has them, a folder for each version
START_SECONDS, STOP_SECONDS = 60, 30
ROLE = "archive"

LOCALES = ("--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8")  # as docs/operating.md has operators make theirs
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # what is in it may go with the machine
LIMITS = {"max_connections": "200", "shared_buffers": "128MB"}


class NoPostgres(Exception):
    """There is no PostgreSQL to run. Its text is a sentence for whoever wants it to."""


def binaries() -> Path:
    """The folder of the newest PostgreSQL of Debian's. Raises NoPostgres."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise NoPostgres("There is no PostgreSQL on this machine: install Debian's package “postgresql”.")
    return found[-1].parent


@dataclass
class Cluster:
    """A server with all of its files in `folder`, on `port` of 127.0.0.1, whose role may make databases."""

    folder: Path
    port: int
    password: str = field(default_factory=secrets.token_hex)
    process: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        """The DATABASE_URL of the database `name`."""
        return f"postgres://{ROLE}:{self.password}@127.0.0.1:{self.port}/{name}"

    def make(self) -> None:
        """Makes its files, as the user that it is to run as."""
        own(self.folder)
        secret = self.folder / "password"
        secret.write_text(self.password)
        own(secret)
        command = [binaries() / "initdb", "--pgdata", self.folder / "data", *LOCALES, "--no-sync"]
        access = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={secret}"]
        subprocess.run([*as_user(), *command, *access], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> None:
        """Starts it, and returns when it answers."""
        settings = FAST | LIMITS | {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [*as_user(), binaries() / "postgres", "-D", self.folder / "data", "-p", str(self.port), *options]
        with (self.folder / "log").open("ab") as log:
            # A session of its own: Ctrl-C on the terminal is for the command, which still needs its database then.
            self.process = subprocess.Popen(command, cwd=self.folder, stderr=log, stdout=log, start_new_session=True)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise NoPostgres(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            with self.administered():
                return True
        except psycopg.OperationalError:
            return False

    def administered(self) -> psycopg.Connection:
        """A connection of its administrator's."""
        account = {"user": "postgres", "password": self.password, "dbname": "postgres"}
        return psycopg.connect(host="127.0.0.1", port=self.port, **account, autocommit=True, connect_timeout=5)

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """Ends it: at once and in order (SIGINT), or as if the machine had lost power (SIGQUIT)."""
        if self.process is None:
            return
        self.process.send_signal(number)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def as_user() -> list[str]:
    """What to put before a command of the server's: it refuses to be root, and ends when this process does."""
    ends = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() != 0:
        return ends
    user = account()
    return [*ends, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def account() -> pwd.struct_passwd:
    """The user that a server which root starts runs as: Debian's package makes it."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError as error:
        raise NoPostgres("PostgreSQL does not run as root, and there is no user “postgres” here.") from error


def own(path: Path) -> None:
    """Gives a file to the user that the server runs as, and to nobody else."""
    path.chmod(0o700 if path.is_dir() else 0o600)
    if os.getuid() == 0:
        os.chown(path, account().pw_uid, account().pw_gid)


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that answers, with an empty database for its role `archive`, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="archive-postgres-"))
    made = Cluster(folder, free_port())
    try:
        made.make()
        made.start()
        with made.administered() as connection:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{made.password}'")
            connection.execute(f"CREATE DATABASE {ROLE} OWNER {ROLE}")
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], environment: Mapping[str, str]) -> int:
    """Runs the command to its end and returns its exit code; being asked to end is passed on to it."""
    started = subprocess.Popen(command, env=environment)
    signal.signal(signal.SIGTERM, lambda number, _: started.send_signal(number))
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C reaches the command by itself
    return started.wait()


def main(arguments: list[str]) -> int:
    """Runs the command behind `--` with the DATABASE_URL of a new server; returns its exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    try:
        with cluster() as made:
            return run(command, os.environ | {"DATABASE_URL": made.url(ROLE)})
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Rehearses the dev container's commands in a bare Debian, because no Docker can open it.

`make test-dev-container` installs the Debian of the image, with Debian's Python, copies the last
commit into it, and runs there, as the container's user, what .devcontainer/devcontainer.json and
.vscode/ name: the installation, the tasks, and the local server by itself, in the debugger and as
in a codespace. Needs root, debootstrap and a mirror of Debian's packages.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import http.client
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
WORKSPACE = "/workspaces/chart-functions"
USER = "1000:1000"  # vscode, in the image
PACKAGES = ("ca-certificates", "git", "make", "python3-venv")
"""What the commands need, and a bare Debian lacks; the image has it."""
NVM = Path("usr/local/share/nvm/nvm.sh")
"""In the image the version manager of Node.js; here it only puts one on the path."""
PASSED_ON = (
    *("SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL", "NODE_EXTRA_CA_CERTS", "npm_config_registry"),
    *("http_proxy", "https_proxy", "no_proxy"),
)
"""Variables by which this machine reaches the registries of packages."""
SHORT = {"test": {"ROOM": "names"}}
"""Variables with which a task does a part of its work."""
CODESPACE = {
    "CODESPACES": "true",
    "CODESPACE_NAME": "fuzzy-carnival",
    "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.example.dev",
}
FILE = f"{WORKSPACE}/tests/names/test_names_choosing.py"
"""The file that is open in the editor."""
LIMIT = 200  # seconds for a command
NEW_NETWORK = 0x40000000  # CLONE_NEWNET
SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41  # SIOCSIFFLAGS; IFF_UP and IFF_RUNNING


def container() -> dict[str, Any]:
    """Return what devcontainer.json says."""
    return _read(".devcontainer/devcontainer.json")


def image() -> tuple[str, str]:
    """Return the version of Python and the release of Debian that the image is of."""
    named = re.search(r"python:([\d.]+)-(\w+)$", container()["image"])
    if named is None:
        sys.exit("The image of devcontainer.json names no version of Python and no Debian")
    return named[1], named[2]


def lifecycle(value: Any) -> dict[str, list[str]]:
    """Return the commands of a lifecycle script, which run at the same time, by their names.

    A text is run by a shell, a list without one, and an object holds several
    (https://containers.dev/implementors/json_reference/#formatting-string-vs-array-properties).
    """
    several = value if isinstance(value, dict) else {"": value}
    return {
        name: ["/bin/sh", "-c", one] if isinstance(one, str) else list(one)
        for name, one in several.items()
    }


def tasks() -> dict[str, dict[str, Any]]:
    """Return the tasks of the editor that a shell runs, by their labels."""
    listed = _read(".vscode/tasks.json")["tasks"]
    return {task["label"]: task for task in listed if task["type"] == "shell"}


def launches() -> dict[str, dict[str, Any]]:
    """Return the configurations of the debugger that start a program, by their names."""
    listed = _read(".vscode/launch.json")["configurations"]
    return {one["name"]: one for one in listed if one["request"] == "launch"}


def debugged(launch: Mapping[str, Any], debugger: Sequence[str] = ()) -> list[str]:
    """Return the command of a configuration, run by the Python that devcontainer.json selects."""
    settings = container()["customizations"]["vscode"]["settings"]
    words = [settings["python.defaultInterpreterPath"], *debugger, "-m", launch["module"]]
    known = {"containerWorkspaceFolder": WORKSPACE, "file": FILE}
    return [
        re.sub(r"\$\{(\w+)\}", lambda name: known[name[1]], word)
        for word in [*words, *launch.get("args", [])]
    ]


class Debian:
    """A Debian in a folder of its own, in which commands are run as the container's user."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {
            **{name: os.environ[name] for name in PASSED_ON if name in os.environ},
            "HOME": "/home/vscode",
            "USER": "vscode",
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "npm_config_ignore_scripts": "true",  # the script of Core Tools downloads a program
            **container()["containerEnv"],
        }

    def start(
        self, command: Sequence[str], log: Path, extra: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command in the workspace, in a process group of its own."""
        environment = {**self.environment, **(extra or {})}
        words = ["unshare", "--pid", "--fork", f"--mount-proc={self.root}/proc"]
        words += ["chroot", f"--userspec={USER}", str(self.root), "env", "-i"]
        words += [f"{name}={value}" for name, value in environment.items()]
        words += ["sh", "-c", 'cd "$0" && exec "$@"', WORKSPACE, *command]
        with log.open("wb") as output:
            return subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def run(
        self, title: str, command: Sequence[str], extra: Mapping[str, str] | None = None
    ) -> str:
        """Run a command to its end and return what it printed; ends the rehearsal if it fails."""
        log, started = self._log(), time.monotonic()
        with self.start(command, log, extra) as process:
            try:
                status: int | str = process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                _kill(process)
                status = f"not ended after {LIMIT} seconds"
        if status != 0:
            _fail(f"{title}: {status}", log)
        print(f"{title}: {time.monotonic() - started:.0f} s", flush=True)
        return log.read_text(errors="replace")

    @contextlib.contextmanager
    def serving(
        self, title: str, command: Sequence[str], extra: Mapping[str, str] | None = None
    ) -> Iterator[None]:
        """Run a server inside the context, once it has printed what the task waits for."""
        log = self._log()
        ready = re.compile(tasks()["start"]["problemMatcher"]["background"]["endsPattern"], re.M)
        with self.start(command, log, extra) as process:
            try:
                deadline = time.monotonic() + 60
                while not ready.search(log.read_text(errors="replace")):
                    if process.poll() is not None or time.monotonic() > deadline:
                        _fail(f"{title} does not listen", log)
                    time.sleep(0.1)
                yield
            finally:
                _kill(process)
        while _listens(container()["forwardPorts"][0]):  # what it started ends soon after it
            time.sleep(0.1)
        print(f"{title}: answered on ports {container()['forwardPorts']}", flush=True)

    def _log(self) -> Path:
        handle, name = tempfile.mkstemp(dir=self.root)
        os.close(handle)
        return Path(name)


def installed(root: Path) -> Debian | str:
    """Install the Debian of the image into a folder; return why not if it cannot be had."""
    missing = [name for name in ("debootstrap", "unshare", "git") if not shutil.which(name)]
    if os.geteuid() != 0 or missing:
        return f"this machine has no {missing[0]}" if missing else "only root may change its root"
    alone = ["unshare", "--pid", "--net", "--fork", "--mount-proc", "true"]
    if subprocess.run(alone, capture_output=True, check=False).returncode:
        return "this machine gives no process a network and numbers of its own"
    mirror = _printed("apt-get", "indextargets", "--format", "$(REPO_URI)", "Origin: Debian")
    if not mirror:
        return "the package sources of this machine are not Debian's"
    command = ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}"]
    try:
        done = subprocess.run(
            [*command, image()[1], str(root), mirror[0]],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return f"Debian's packages did not arrive within {LIMIT} seconds"
    if done.returncode:
        return f"debootstrap failed ({done.stdout.strip().splitlines()[-1]})"
    return Debian(root)


def prepare(debian: Debian) -> None:
    """Give the Debian its user, the way to the registries, and a clean copy of the repository."""
    root = debian.root
    for file in ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt"):
        if Path(file).exists():
            shutil.copy(file, root / file[1:])
    (root / "dev/shm").chmod(0o1777)  # which multiprocessing needs
    _run("chroot", str(root), "useradd", "--create-home", "vscode")
    workspace = root / WORKSPACE[1:]
    _run("git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", str(workspace))
    _run("chown", "-R", USER, str(workspace))


def with_node(debian: Debian, command: Sequence[str]) -> bool:
    """Give the Debian the Node.js that a command installs; return whether npm here has it."""
    wanted = re.search(r"nvm install (\d+)", " ".join(command))
    if wanted is None or not (shutil.which("npm") and shutil.which("node")):
        return False
    nvm, architecture = debian.root / NVM, _printed("node", "-p", "process.arch")[0]
    package = f"node-linux-{architecture}"
    install = ["npm", "install", "--silent", "--no-save", "--prefix", str(nvm.parent)]
    nvm.parent.mkdir(parents=True)
    if subprocess.run([*install, f"{package}@{wanted[1]}", "npm@10"], check=False).returncode:
        return False
    modules = f"/{NVM.parent}/node_modules"
    nvm.write_text(f'nvm() {{ PATH="{modules}/{package}/bin:{modules}/.bin:$PATH"; }}\n')
    _run("chown", "-R", USER, str(nvm.parent))
    return True


def create(debian: Debian) -> None:
    """Run what is run when the container has been created."""
    commands = lifecycle(container()["postCreateCommand"])
    core_tools = commands["core-tools"]
    if not with_node(debian, core_tools):
        del commands["core-tools"]
        print("Not run: postCreateCommand core-tools, as npm has no Node.js for it here")
    outcomes: dict[str, int] = {}

    def run(name: str) -> None:
        with contextlib.suppress(SystemExit):
            debian.run(f"postCreateCommand {name}", commands[name])
            outcomes[name] = 0

    threads = [threading.Thread(target=run, args=[name]) for name in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if outcomes.keys() != commands.keys():
        sys.exit(1)
    print("Not run: func, the program that the npm package of Core Tools downloads by a script")


def work(debian: Debian) -> None:
    """Run the tasks and the launch that end by themselves."""
    for label, task in tasks().items():
        if not task.get("isBackground"):
            debian.run(f"Task {label}", ["bash", "-c", task["command"]], SHORT.get(label))
    debian.run("Launch Tests of this file", debugged(launches()["Tests of this file"]))


def serve(debian: Debian) -> None:
    """Serve the app in each way that the editor has, on its ports, and sign in."""
    start = ["bash", "-c", tasks()["start"]["command"]]
    with debian.serving("Task start", start):
        check("http://localhost:{}")
    with debian.serving("Task start in a codespace", start, CODESPACE):
        check("https://fuzzy-carnival-{}.app.example.dev")
    # The editor's debugger runs the program in the same way, and brings its own debugpy.
    debugger = ["-m", "debugpy", "--listen", "127.0.0.1:5678"]
    command = debugged(launches()["Local server"], debugger)
    with debian.serving("Launch Local server", command, {"PYTHONPATH": "/home/vscode/debugger"}):
        check("http://localhost:{}")


def check(address: str) -> None:
    """Ask for a picture, and for the page at which people sign in; ``address`` lacks its port."""
    app, provider = container()["forwardPorts"]
    status, kind, _ = _get(app, "/charts/bar?xvalues=C,Java&yvalues=10,15")
    if (status, kind) != (200, "image/png"):
        sys.exit(f"Port {app} answers {status} {kind}, not a picture")
    status, _, location = _get(app, "/login")
    page = urlsplit(location)
    if f"{page.scheme}://{page.netloc}" != address.format(provider):
        sys.exit(f"/login answers {status} and leads to {location}")
    status, kind, _ = _get(provider, f"{page.path}?{page.query}")
    if status != 200:
        sys.exit(f"Port {provider} answers {status} {kind}, not its page")


def main() -> None:
    """Run the rehearsal and print a line for each step; exits with 1 if one fails."""
    with tempfile.TemporaryDirectory(prefix="debian-") as folder:
        root, started = Path(folder) / "root", time.monotonic()
        debian = installed(root)
        if isinstance(debian, str):
            print(f"Not run: the rehearsal of the dev container, as {debian}")
            return
        python, release = image()
        print(f"Debian {release}: {time.monotonic() - started:.0f} s", flush=True)
        prepare(debian)
        version = debian.run("python3", ["python3", "--version"]).split()[1]
        if not version.startswith(f"{python}."):
            print(f"The image has Python {python}; Debian {release}, and so this, has {version}")
        create(debian)
        work(debian)
        pip = [debugged({"module": "pip"})[0], "-m", "pip", "install", "--quiet"]
        debian.run("debugpy", [*pip, "--target", "/home/vscode/debugger", "debugpy"])
        _without_network()
        serve(debian)
        print(f"The dev container was rehearsed in {time.monotonic() - started:.0f} s")


def _without_network() -> None:
    """Leave this machine's network for one that has only the loopback, where all ports are free."""
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "no network of its own")
    with socket.socket() as any_socket:
        request = struct.pack("16sh14x", b"lo", UP_AND_RUNNING)
        fcntl.ioctl(any_socket, SET_FLAGS, request)


def _get(port: int, path: str) -> tuple[int, str, str]:
    """Return the status, the media type and the Location of a response."""
    with contextlib.closing(http.client.HTTPConnection("localhost", port, timeout=30)) as client:
        client.request("GET", path)
        answer = client.getresponse()
        answer.read()
        kind = answer.getheader("Content-Type", "").partition(";")[0]
        return answer.status, kind, answer.getheader("Location", "")


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _read(file: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((ROOT / file).read_text("utf-8"))
    return document


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a command; the first process of its own numbers is in its group, and ends with all."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def _printed(*command: str) -> list[str]:
    """Return the lines that a command prints, none if it fails or does not exist."""
    with contextlib.suppress(OSError):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout.splitlines() if done.returncode == 0 else []
    return []


def _fail(title: str, log: Path) -> None:
    print(title, *log.read_text(errors="replace").splitlines()[-30:], sep="\n", flush=True)
    sys.exit(1)


if __name__ == "__main__":
    main()

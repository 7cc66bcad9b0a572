"""Many machines: the same tasks as on one, sent out by Dask, a window of them at a time.

Sources, outputs and cache lie in a folder that all machines share under one path. A task is safe to repeat: it takes
the lock of its document, and finds what is complete already. So a worker may die at any moment: Dask gives its tasks to
another one. On its machine each Dask worker supervises a process of this library, as a build on one machine does.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from publish.building.crew import Progress, Take, done_without_what_kills
from publish.building.supervision import Died, dismissed, hired
from publish.errors import MissingTool, UsageError

Item = TypeVar("Item")

LOCAL = "local"
"""The address that starts a scheduler and workers on this machine, for a try."""

_AHEAD = 2  # tasks waiting for each thread: the scheduler holds no more of a hundred thousand
_CONNECT_S = 20
_ASK_AGAIN_S = 1.0  # for the number of threads: to ask takes a way to the scheduler and back


@contextmanager
def cluster(address: str, jobs: int) -> Iterator[Cluster]:
    """The workers of a scheduler, or (`local`) as many on this machine as `jobs` says.

    Raises `MissingTool` without Dask, `UsageError` where nobody answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise MissingTool("--cluster needs Dask. Install it: pip install 'accessible-publish[cluster]'.") from None
    if address == LOCAL:
        # On the loopback alone, and without the web page that Dask would show.
        with (
            LocalCluster(n_workers=jobs, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as own,  # type: ignore[no-untyped-call]
            Client(own) as client,  # type: ignore[no-untyped-call]
        ):
            yield Cluster(client)
        return
    try:
        client = Client(address, timeout=_CONNECT_S)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(f"no scheduler answers at {address}: {error}. docs/bulk.md says how to start one.") from None
    with client:
        yield Cluster(client)


class Cluster:
    """The workers of a Dask scheduler, as `publish.building.crew.Crew` has those of one machine."""

    def __init__(self, client: Any) -> None:
        """Take a client that is connected."""
        self._client = client
        self._threads = 1
        self._asked_s = float("-inf")

    @property
    def side_by_side(self) -> int:
        """How many tasks run at once now; machines may join and leave."""
        if time.monotonic() - self._asked_s > _ASK_AGAIN_S:
            threads: dict[str, int] = self._client.nthreads()
            self._threads = max(1, sum(threads.values()))
            self._asked_s = time.monotonic()
        return self._threads

    def each(
        self, task: Callable[..., Any], take: Take[Item], *arguments: Any, progress: Progress
    ) -> Iterator[tuple[Item, Any]]:
        """Each item with what its task gives, as it is there, or `Died`. Raises what a task raises."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        waiting: dict[Any, Item] = {}
        # Results are fetched as they come, while others are waited for: to ask for each takes a way there and back.
        finished: Any = as_completed(with_results=True, raise_errors=False)  # type: ignore[no-untyped-call]

        def send() -> None:
            while len(waiting) < self.side_by_side * _AHEAD and (item := take()) is not None:
                future = self._client.submit(on_a_worker, task, item, arguments, _variables(), pure=False)
                waiting[future] = item
                finished.add(future)

        send()
        for future, outcome in finished:
            item = waiting.pop(future)
            if future.status != "finished":
                error = outcome[1] if isinstance(outcome, tuple) else outcome
                if not isinstance(error, KilledWorker):
                    raise error
                outcome = Died(None, f"it ended each worker that took it ({error})")
            progress(item, "done", 1.0)
            future.release()
            yield item, outcome
            send()


def on_a_worker(task: Callable[..., Any], item: Any, arguments: tuple[Any, ...], variables: dict[str, str]) -> Any:
    """Do one task on the machine of a Dask worker, in a process that it supervises."""
    os.environ.update(variables)
    worker = hired()
    try:
        return done_without_what_kills(worker, task, item, arguments, lambda _message, _share: None, lambda: False)
    finally:
        dismissed(worker)


def _variables() -> dict[str, str]:
    """The settings of this library in the environment."""
    return {name: value for name, value in os.environ.items() if name.startswith("PUBLISH_")}

"""The workers of one build: so many side by side, each task done again without what killed its worker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from publish.building.boundary import Step
from publish.building.supervision import Died, Worker, dismissed, hired

Item = TypeVar("Item")
Progress = Callable[[Any, str, float], None]
Take = Callable[[], Item | None]
"""Gives the next item to be done, None where there is none before others are done, or none any more."""

_AHEAD = 2  # tasks waiting for each worker: what comes of a hundred thousand is not held all at once


@contextmanager
def crew(side_by_side: int) -> Iterator[Crew]:
    """Workers for a build; at its end, however it comes, they end too."""
    with ThreadPoolExecutor(side_by_side) as pool:
        workers = Crew(pool, side_by_side)
        try:
            yield workers
        finally:
            workers.dismiss()
            pool.shutdown(cancel_futures=True)


class Crew:
    """Threads that supervise, each with a worker process of its own, which starts with its first task."""

    def __init__(self, pool: ThreadPoolExecutor, side_by_side: int) -> None:
        """Take as many threads as there are to be workers."""
        self.side_by_side = side_by_side
        self._pool = pool
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._dismissed = False

    def each(
        self, task: Callable[..., Any], take: Take[Item], *arguments: Any, progress: Progress
    ) -> Iterator[tuple[Item, Any]]:
        """Each item with what its task gives, as it is there, or `Died`. Raises what a task raises.

        The next items are taken after the caller had the last ones. A task is called with a report, its item, the
        arguments, and the steps that killed a worker before, each with the reason; `progress` with the item, and with
        what the task reports.
        """
        waiting: dict[Future[Any], Item] = {}
        while True:
            while len(waiting) < self.side_by_side * _AHEAD and (item := take()) is not None:
                waiting[self._pool.submit(self._done, task, item, arguments, progress)] = item
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()

    def dismiss(self) -> None:
        """End all workers."""
        self._dismissed = True
        for worker in self._workers:
            dismissed(worker)

    def _done(self, task: Callable[..., Any], item: Any, arguments: tuple[Any, ...], progress: Progress) -> Any:
        def told(message: str, share: float) -> None:
            progress(item, message, share)

        return done_without_what_kills(self._worker(), task, item, arguments, told, lambda: self._dismissed)

    def _worker(self) -> Worker:
        if not hasattr(self._own, "worker"):
            self._own.worker = hired()
            self._workers.append(self._own.worker)
        worker: Worker = self._own.worker
        return worker


def done_without_what_kills(
    worker: Worker,
    task: Callable[..., Any],
    item: Any,
    arguments: tuple[Any, ...],
    progress: Callable[[str, float], None],
    given_up: Callable[[], bool],
) -> Any:
    """What a task gives. What ends its worker is condemned, and the task done again without it.

    A signal comes also from outside, as where the system has no memory left: what one ended is tried once more.
    """
    condemned: dict[Step, str] = {}
    killed: set[Step | None] = set()
    while True:
        outcome = worker.run(task, item, *arguments, condemned, progress=progress)
        if given_up() or not isinstance(outcome, Died):
            return outcome
        if outcome.killed and outcome.step not in killed:
            killed.add(outcome.step)
        elif outcome.step is None or outcome.step in condemned:
            return outcome
        else:
            condemned[outcome.step] = outcome.reason


class Engine(Protocol):
    """What does the tasks of a build: the workers of this machine, or of a cluster."""

    @property
    def side_by_side(self) -> int:
        """How many tasks run at once."""

    def each(
        self, task: Callable[..., Any], take: Take[Item], *arguments: Any, progress: Progress
    ) -> Iterator[tuple[Item, Any]]:
        """Each item with what its task gives, as it is there, or `Died`. Raises what a task raises."""

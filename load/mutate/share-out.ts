/** Has each worker take the next item when it has finished one. */
export async function shareOut<Worker, Item>(
  workers: readonly Worker[],
  items: Iterable<Item>,
  work: (worker: Worker, item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const takeAll = async (worker: Worker) => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(worker, next.value);
  };
  await Promise.all(workers.map(takeAll));
}

/** As many parts as asked for, or fewer, none of them empty. */
export function split<Item>(items: readonly Item[], count: number): Item[][] {
  const parts = Array.from({ length: count }, (_, part) => items.filter((_item, index) => index % count === part));
  return parts.filter(({ length }) => length > 0);
}

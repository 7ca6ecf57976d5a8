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

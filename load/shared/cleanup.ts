type Action = () => Promise<unknown>;

/** What is to be undone at the end, the last thing first, however a program ends. */
export class Cleanup {
  private readonly actions: Action[] = [];

  add(action: Action): void {
    this.actions.push(action);
  }

  async run(): Promise<void> {
    for (let action = this.actions.pop(); action; action = this.actions.pop()) {
      await action().catch((error) => console.error('Cleaning up:', error));
    }
  }
}

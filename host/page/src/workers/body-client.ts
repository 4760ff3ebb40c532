// The page's end of body-protocol.ts: questions as promises. One client holds one body; `close` ends its worker and
// leaves what was asked unanswered.
import type { BodyCall, BodyCalls, BodyState, Message, Question } from "./body-protocol.js";

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class BodyClient {
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  constructor(
    private readonly worker: Worker,
    changed: (state: BodyState) => void,
  ) {
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if ("state" in data) {
        changed(data.state);
        return;
      }
      const asked = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("failure" in data) asked?.reject(new Error(data.failure));
      else asked?.resolve(data.value);
    };
  }

  ask<C extends BodyCall>(call: C, ...args: Parameters<BodyCalls[C]>): Promise<Awaited<ReturnType<BodyCalls[C]>>> {
    const id = ++this.last;
    const question: Question = { id, call, args };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage(question);
    });
  }

  close(): void {
    this.waiting.clear();
    this.worker.terminate();
  }
}

// The worker's end of workers/body-protocol.ts.
import type { Message, Question } from "../workers/body-protocol.js";
import { BodySession } from "../workers/body-session.js";

const scope = self as unknown as {
  postMessage(message: Message, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Question>) => void) | null;
};

const session = new BodySession((state) => scope.postMessage({ state }));

scope.onmessage = ({ data: { id, call, args } }) => {
  void answer(id, session[call] as (...args: unknown[]) => unknown, args);
};

async function answer(id: number, call: (...args: unknown[]) => unknown, args: unknown[]): Promise<void> {
  try {
    const value = await call(...args);
    scope.postMessage({ id, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
  } catch (error) {
    scope.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
}

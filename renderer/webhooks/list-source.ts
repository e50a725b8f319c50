import type { EventPayload } from '../../shared/contract.ts';
import { joinIds } from './id-list.ts';
import type { Answer, ListSnapshot, Search } from './list-snapshot.ts';

/** Two frames: rows take the window longer to paint than to get. */
const SHORTEST_PAUSE_MS = 32;
/** For each row that has come: at 200 a second nothing, at 1,000, which nobody reads, as long as is allowed. */
const PAUSE_A_ROW_MS = 1;
const LONGEST_PAUSE_FOR_ROWS_MS = 100;
const ROWS_OF_LONGEST_PAUSE = LONGEST_PAUSE_FOR_ROWS_MS / PAUSE_A_ROW_MS;
/** In a flood, of 8,000 a second and more, nobody can tell more than this apart, and the receiver needs the time. */
const FLOOD_PAUSE_A_ROW_MS = 0.125;
const LONGEST_FLOOD_PAUSE_MS = 250;
/** A search of all bodies may take many seconds; what arrives after it is still to be seen soon. */
const LONGEST_PAUSE_MS = 1_000;

/** Where the ids of a list are kept. */
interface Ids {
  readonly length: number;
  replace(ids: Uint32Array): void;
  /** Takes what is new, or has become the newest. */
  append(ids: Uint32Array): void;
}

type AskForIds<Question> = (
  question: Question & { readonly after: number; readonly below?: number | undefined },
) => Promise<Answer>;

/**
 * The ids of the open list, kept up to date: one question at a time, for what is new only, unless rows have changed.
 * An external store for React; the ids themselves are read through `ids`, never copied.
 */
export class ListSource<Question, List extends Ids> {
  readonly ids: List;
  #snapshot: ListSnapshot<Question> = {
    answers: null,
    length: 0,
    revision: 0,
    upTo: 0,
    search: null,
    waiting: 0,
    isReading: false,
    problem: null,
  };
  #question: Question;
  #listeners = new Set<() => void>();
  #ask: AskForIds<Question>;
  #isSorted: (question: Question) => boolean;
  #readUpTo = 0;
  #knownUpTo = 0;
  /** Nothing below is searched: the person has stopped there. */
  #floor = 0;
  #mustReread = false;
  #running = false;
  #endPause = (): void => {};

  /**
   * `ids` and `question` are those of a list that was not read yet. Where `isSorted` says so, the newest do not belong to
   * the end: they are counted, and come in when the list is read again.
   */
  constructor(
    ask: AskForIds<Question>,
    ids: List,
    question: Question,
    isSorted: (question: Question) => boolean = () => false,
  ) {
    this.#ask = ask;
    this.#isSorted = isSorted;
    this.ids = ids;
    this.#question = question;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ListSnapshot<Question> => this.#snapshot;

  /** Reads another list. Until it is here, the old one stays. */
  open(question: Question): void {
    this.#question = question;
    this.#floor = 0;
    this.readAgain();
  }

  /** Reads the whole of the open list, which brings those that wait into it. */
  readAgain(): void {
    this.#mustReread = true;
    this.#endPause();
    void this.#catchUp();
  }

  /** Ends the search of older webhooks. What was found stays, and what arrives is still looked at. */
  stopSearch(): void {
    if (this.#snapshot.search !== null) this.#floor = Infinity;
  }

  /** To be called with each `webhooks:changed`. */
  noteChange(change: EventPayload<'webhooks:changed'>): void {
    this.#knownUpTo = Math.max(this.#knownUpTo, change.upTo);
    if (change.reread) this.#mustReread = true;
    void this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#mustReread || this.#knownUpTo > this.#readUpTo) {
        const started = performance.now();
        const [question, reread, readUpTo] = [this.#question, this.#mustReread, this.#readUpTo];
        if (!(await this.#readOnce())) break;
        // Somebody waits for another list.
        if (question !== this.#question) continue;
        const arrived = reread ? ROWS_OF_LONGEST_PAUSE : this.#readUpTo - readUpTo;
        await this.#pause(pauseAfter(performance.now() - started, arrived));
      }
    } finally {
      this.#running = false;
    }
  }

  /** False where asking again at once would be of no use. */
  async #readOnce(): Promise<boolean> {
    const question = this.#question;
    const reread = this.#mustReread;
    const after = reread ? 0 : this.#readUpTo;
    this.#mustReread = false;
    if (reread) this.#show({ ...this.#snapshot, isReading: true });
    try {
      const answer = await this.#ask({ ...question, after });
      if (question !== this.#question) return true;
      if (this.#isSorted(question)) {
        await this.#takeSorted(question, after, answer, reread);
        return true;
      }
      const isNew = this.#snapshot.answers !== question;
      const ids = isNew ? answer.ids : await this.#withOlder(question, after, answer);
      if (ids === null) return true;
      if (reread) this.ids.replace(ids);
      else this.ids.append(ids);
      this.#noteReadUpTo(answer.upTo);
      if (isNew) await this.#searchOlder(question, ids, answer.left ?? null);
      else if (reread || ids.length > 0) this.#publish({ waiting: 0, isReading: false, problem: null });
      return true;
    } catch (error) {
      if (question !== this.#question) return true;
      // What is asked for next may not be added to the list of another question.
      if (reread) this.#mustReread = true;
      const problem = error instanceof Error ? error.message : String(error);
      this.#publish({ search: null, isReading: false, problem });
      return false;
    }
  }

  /** What comes to a sorted list has a place anywhere in it, so it waits; an empty one takes it. */
  async #takeSorted(question: Question, after: number, first: Answer, reread: boolean): Promise<void> {
    const found = await this.#searchSorted(question, after, first);
    if (found === null) return;
    const { ids, search } = found;
    const waits = !reread && this.ids.length > 0;
    if (!waits) this.ids.replace(ids);
    this.#noteReadUpTo(first.upTo);
    const waiting = waits ? this.#snapshot.waiting + ids.length : 0;
    if (!reread && ids.length === 0) return;
    const kept = waits ? this.#snapshot.search : search;
    this.#publish({ answers: question, search: kept, waiting, isReading: false, problem: null });
  }

  /** All of it, or what was found until the person had enough; null where something else is asked for meanwhile. */
  async #searchSorted(question: Question, after: number, first: Answer) {
    const isNew = this.#snapshot.answers !== question;
    let answer = first;
    let search: Search | null = null;
    while (answer.left) {
      const { below, searched } = answer.left;
      const isStopped = below <= this.#floor;
      if (isStopped) {
        search = { searched, isStopped };
        this.#floor = below;
      } else if (isNew) {
        this.ids.replace(answer.ids);
        this.#publish({
          answers: question,
          search: { searched, isStopped },
          waiting: 0,
          isReading: false,
          problem: null,
        });
      }
      // Where it is stopped, nothing more is looked at: the answer is what was found, in order.
      answer = await this.#ask({ ...question, after, below: isStopped ? 1 : below });
      if (question !== this.#question) return null;
    }
    if (isNew && search === null) this.#floor = 0;
    return { ids: answer.ids, search };
  }

  #noteReadUpTo(upTo: number): void {
    this.#readUpTo = Math.max(upTo, this.#readUpTo);
    this.#knownUpTo = Math.max(this.#knownUpTo, this.#readUpTo);
  }

  /** All that an answer leaves out as well, before anything is shown: the list is on screen already. */
  async #withOlder(question: Question, after: number, first: Answer): Promise<Uint32Array | null> {
    const found = [first.ids];
    for (let { left } = first; left && left.below > this.#floor;) {
      const older = await this.#ask({ ...question, after, below: left.below });
      if (question !== this.#question) return null;
      found.unshift(older.ids);
      left = older.left;
    }
    return joinIds(found);
  }

  /** Shows what is found while it goes on towards the oldest. */
  async #searchOlder(question: Question, newest: Uint32Array, first: Answer['left']): Promise<void> {
    let found = newest;
    let left = first;
    const show = (isStopped: boolean): void =>
      this.#publish({
        answers: question,
        waiting: 0,
        isReading: false,
        problem: null,
        search: left ? { searched: left.searched, isStopped } : null,
      });
    show(false);
    while (left && left.below > this.#floor) {
      const older: Answer = await this.#ask({ ...question, after: 0, below: left.below });
      if (question !== this.#question) return;
      left = older.left;
      if (older.ids.length > 0) {
        found = joinIds([older.ids, found]);
        this.ids.replace(found);
      }
      show(false);
    }
    this.#floor = left?.below ?? 0;
    if (left) show(true);
  }

  #publish(change: Partial<ListSnapshot<Question>>): void {
    const revision = this.#snapshot.revision + 1;
    this.#show({ ...this.#snapshot, ...change, length: this.ids.length, revision, upTo: this.#readUpTo });
  }

  #show(snapshot: ListSnapshot<Question>): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }

  /** Shorter where the person asks for something meanwhile. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Follows how much comes. A long question leaves as much time again to the questions of others. */
function pauseAfter(tookMs: number, arrived: number): number {
  const usual = Math.min(LONGEST_PAUSE_FOR_ROWS_MS, Math.max(SHORTEST_PAUSE_MS, arrived * PAUSE_A_ROW_MS));
  const inFlood = Math.min(LONGEST_FLOOD_PAUSE_MS, arrived * FLOOD_PAUSE_A_ROW_MS);
  return Math.min(LONGEST_PAUSE_MS, Math.max(usual, inFlood, tookMs));
}

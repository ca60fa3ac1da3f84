/** What the player's rooms share: what stays the same from the launch to the end, and the one value of where the learner is. */

import type { Driver, Enhance, Host, Launch, Tools, Widget } from "./contract";
import type { AnsweringAttempt } from "./answers";
import type { ActionResult, Attempt } from "./attempt";
import type { BrowserHistory } from "./browser_history";
import type { OpenCheck } from "./checks";
import type { ClickGuard } from "./double_clicks";
import type { Tell } from "./notices";
import type { Position } from "./position";
import type { Card } from "./questions";
import type { Saver } from "./saving";
import type { Steps } from "./steps";
import type { Late } from "./late";
import type { Library } from "./sessions";
import type { Words } from "./words";

/** What question cards and checks need of the player. */
export interface PlayerContext {
  readonly host: Host;
  readonly words: Words;
  readonly attempt: AnsweringAttempt;
  position: Position;
  readonly widgets: Map<string, Widget>;
  readonly tools: Tools;
  /** An action changed something: save it and show what it changed. */
  record(result: ActionResult): void;
  /** A draft changed: save it when the learner rests. */
  drafted(): void;
  /** Another question of a check or form came into view: save drafts and where the learner is. */
  stepped(): void;
}

/** What a launch gives to the player. */
export interface PlayerSetup {
  readonly host: Host;
  readonly words: Words;
  readonly tell: Tell;
  readonly driver: Driver;
  readonly launch: Launch;
  readonly library: Library;
  readonly late: Late;
  readonly widgets: Map<string, Widget>;
  /** Browser halves of the blocks that this course uses. */
  readonly blocks: Map<string, Enhance>;
  /** On a device that keeps somebody's progress, the learner chose to start as somebody new. */
  readonly startsAnew: boolean;
  /** The page that came with the document, and its inner HTML. */
  readonly firstPage: { id: string; html: string };
}

/** One launch under way. */
export interface Player extends PlayerSetup {
  readonly attempt: Attempt;
  readonly saver: Saver;
  readonly browserHistory: BrowserHistory;
  readonly clickGuard: ClickGuard;
  /** The course is played on this device alone, without a platform. */
  readonly onDevice: boolean;
  /** Nothing that happens in this window is written down. */
  readonly silent: boolean;
  position: Position;
  /** The page that is drawn has its questions and blocks at work. */
  isLive: boolean;
}

/** A player that takes answers: what it is once all that comes after the first page is here. */
export interface AnsweringPlayer extends Player, PlayerContext {
  readonly attempt: AnsweringAttempt;
  /** Of the page that is open. */
  cards: Card[];
  checks: OpenCheck[];
  /** Of the check or form on it, where that shows one question at a time. */
  steps: Steps | null;
}

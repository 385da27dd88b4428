import type { Calendar } from '@luodi/core/base';
import type { Directory } from '@luodi/core/unit';
import type { Who } from '../scope/who.ts';
import type { Database } from '../store/database.ts';
import type { Keys } from '../store/seal.ts';
import type { Provider } from './people/provider/provider.ts';

/** What the server has at hand for every act and every view. Made once. */
export interface Ground {
  readonly database: Database;
  /** 单位目录: the shipped directory, for names; the tables hold what this installation changed. */
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly keys: Keys;
  /** Folder of attachments. */
  readonly files: string;
  /** 统一身份认证; none where left out. */
  readonly providers?: readonly Provider[];
  readonly now: () => Date;
  readonly newId: () => string;
  /** Called after the commit with the programme and the units that something was changed for. */
  readonly changed: (news: News) => void;
  /** Named points at which the harness of crashes stops the process; does nothing otherwise. */
  readonly at: (point: CrashPoint) => void;
}

export type CrashPoint =
  | 'act/begun' //      the chain is held, nothing is written
  | 'act/written' //    the rows are written, the event is not
  | 'act/recorded' //   the event is written, nothing is committed
  | 'act/committed'; // committed, not answered

/** 您有一项更新: for those whose screens are open. */
export interface News {
  readonly programme: string;
  readonly units: readonly string[];
  readonly subject: { readonly kind: string; readonly id: string };
}

/** Who asks, from where, and under which name the log knows it. */
export interface Asking {
  /** Null for the clock and for what happens before anybody signed in. */
  readonly who: Who | null;
  readonly request: string | null;
  /** Network address as text; only its keyed hash is kept. */
  readonly address: string | null;
  /** The Idempotency-Key and what the request was; null where the door has none. */
  readonly once: { readonly key: string; readonly fingerprint: string } | null;
}

export { type Canonical, canonicalBytes, canonicalText, readCanonical } from './canonical.ts';
export {
  type Checkpoint,
  checkpointOf,
  follow,
  type JournalFault,
  type Verdict,
  verifyChain,
} from './chain.ts';
export {
  append,
  type ChainHead,
  emptyHead,
  eventHash,
  eventOf,
  type JournalActor,
  type JournalEffect,
  type JournalEvent,
  type JournalRow,
  type JournalSubject,
  type NewEvent,
  NO_HASH,
  type StoredEvent,
} from './event.ts';
export { type GrowingTree, growingTree } from './growing.ts';
export { exported, exportedEnd, exportedLine, verifyExport } from './lines.ts';
export { type PersonalFinding, personalIn } from './personal.ts';
export { faultByReceipt, isReceiptSound, type Receipt, receiptFor } from './receipt.ts';
export { fromHex, hex, sm3, sm3Hex } from './sm3.ts';
export {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  isConsistent,
  isIncluded,
  node,
  rootOf,
} from './tree.ts';
export { textOfUtf8, utf8 } from './utf8.ts';

-- The journal: one event per act, written in the transaction of the act. Every table whose rows people are judged by is
-- explained by it. The directory of units and people has a journal of its own under the nil UUID.

create table journal_head (
  programme_id uuid primary key,
  size integer not null,
  hash text not null,
  at timestamptz(3),
  seal text not null,
  constraint journal_head_size check (size >= 0)
);
comment on table journal_head is '链头: how far the journal of a programme goes; locked first by every act, so that the order of commits is the order of the chain';
comment on column journal_head.programme_id is 'the programme; 00000000-0000-0000-0000-000000000000 for the directory of units and people';
comment on column journal_head.size is 'number of events';
comment on column journal_head.hash is 'hash of the last event; 64 zeros for an empty journal';
comment on column journal_head.at is 'when the last event was recorded';
comment on column journal_head.seal is 'keyed hash of the row; the key is not in the database';

create table journal_event (
  programme_id uuid not null references journal_head,
  seq integer not null,
  event_id text not null,
  at timestamptz(3) not null,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  person text,
  post text,
  unit text,
  body bytea not null,
  hash text not null,
  primary key (programme_id, seq),
  unique (programme_id, event_id)
);
comment on table journal_event is '留痕: one act each, as its exact bytes; the columns before body repeat what stands in it, for lists';
comment on column journal_event.seq is 'running number in the programme, from 1 without gaps';
comment on column journal_event.event_id is 'name of the event, once in a programme';
comment on column journal_event.body is 'canonical bytes of the event (docs/reference/journal.md); never written anew';
comment on column journal_event.hash is 'SM3 of a zero byte and body, hexadecimal';

-- Events are only ever added. The program owns the table and takes these rights from itself, so that no mistake of
-- its own and no statement that was smuggled in changes what was written. Triggers would do it too, but distributed
-- tables have none.
revoke update, delete, truncate on journal_event from current_user;

create index journal_event_subject on journal_event (programme_id, subject_kind, subject_id, seq);
create index journal_event_at on journal_event (programme_id, at, seq);

create table answer (
  programme_id uuid not null,
  person text not null,
  key text not null,
  fingerprint text not null,
  status smallint not null,
  body text not null,
  at timestamptz(3) not null,
  seal text not null,
  primary key (programme_id, person, key)
);
comment on table answer is '幂等应答: what was answered to a request with this Idempotency-Key, so that the same request does the same thing once';
comment on column answer.key is 'Idempotency-Key of the request';
comment on column answer.fingerprint is 'SHA-256 of method, address and body of the request';
comment on column answer.seal is 'keyed hash of the row';

create index answer_at on answer (at);

package io.github.chatpin.camel.fake;

/**
 * An answer in place of the upstream's work.
 *
 * @param answer what is sent
 * @param byUpstream whether the upstream itself answers, with the headers that it puts on every answer
 */
record ScriptedAnswer(Answer answer, boolean byUpstream) implements Fault {}

package io.github.chatpin.camel.dispatch;

/**
 * The little that tells which of many accounts to look at. Without a secret.
 *
 * @param pending  the exchanges that wait, for a request or for another attempt
 * @param inFlight the requests that are in flight
 * @param done     pins that were done since the account was opened
 * @param failed   pins that have failed since then
 * @param trouble  why the account did not work the last time, {@code null} if it did; what is wrong with one chat is none
 */
public record AccountActivity(int pending, int inFlight, long done, long failed, AccountReport.LastFailure trouble) {}

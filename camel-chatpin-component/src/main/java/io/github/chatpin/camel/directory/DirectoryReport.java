package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.dispatch.AccountActivity;

/**
 * How the accounts of a directory are doing, all together.
 *
 * @param accounts  how many are kept
 * @param waiting   the exchanges that wait for an account to be looked up
 * @param pending   the exchanges that wait, for a request or for another attempt
 * @param inFlight  the requests that are in flight
 * @param done      pins that were done, through the accounts that are kept
 * @param failed    pins that have failed, through the accounts that are kept
 * @param inTrouble the accounts that did not work the last time
 * @param lookUps   how often the source was asked
 * @param unknown   how often it knew no account of the name
 * @param faults    how often it has failed
 * @param fault     why it has failed the last time, {@code null} if it did not: the name of a class, or that it is late
 */
public record DirectoryReport(
        int accounts,
        int waiting,
        int pending,
        int inFlight,
        long done,
        long failed,
        int inTrouble,
        long lookUps,
        long unknown,
        long faults,
        String fault) {

    /** An account and the name that the source knows it by. */
    public record Named(String name, AccountActivity activity) {}
}

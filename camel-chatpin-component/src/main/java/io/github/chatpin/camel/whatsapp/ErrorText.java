package io.github.chatpin.camel.whatsapp;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an error of the gateway says in its own words: it has no codes, and passes on what the library underneath says.
 * Sources: RyzeAPI's page "Pin chat", and the errors of the library whatsmeow, read in November 2026.
 */
final class ErrorText {

    private static final Pattern JOINT = Pattern.compile("[_-]|(?<=[a-z])(?=[A-Z])"); // pinned_chats_limit, pinLimit
    private static final Pattern PIN = Pattern.compile("\\bpin(s|ned|ning)?\\b");
    private static final String OTHER_THINGS = "(requests?|retr(y|ies)|attempts?|open|clients?|connections?|sessions?"
            + "|instances?|messages?|size|memory|time|rate|resources?)";
    private static final Pattern MAXIMUM = Pattern.compile("\\b(max(imum)?|too many)\\b(?!( (?!pin|chat)\\w+){0,2} "
            + OTHER_THINGS + "\\b)|\\b(more than|up to|at most|only( pin)?) (\\d+|three) (pin|chat)|(?<!\\b"
            + OTHER_THINGS
            + " )\\blimit(?!\\W*\\d+ ?m?s)");
    private static final Pattern PASSING = Pattern.compile("not connected|conflict");
    private static final Pattern CAUSE = Pattern.compile(String.join(
            "|",
            // time and network
            "deadline|time(d)? ?out|cancel|connect|socket|\\beof\\b|broken pipe|\\breset\\b|refused|\\bdial\\b|\\bdns\\b",
            "no such host|network|unreachable|\\btls\\b|x509|certificate|handshake|stream",
            "prox(y|ies)\\b|off ?line|\\bclos(ed?|ing|ure)\\b",
            // the session with WhatsApp
            "log(ged)? ?(in|out)|session|device|\\bpair|unauthori[sz]ed|not authori[sz]ed|forbidden",
            "token|banned|outdated",
            "info query|app state|hash|\\bmac\\b|\\bkeys?\\b|decrypt|encrypt",
            // load
            "\\brate\\b|over ?limit|resource|too many|throttl|busy|overload|unavailable|maintenance|memory|quota",
            // the gateway's own store and program
            "database|\\bsql|\\bpq:|\\bstore\\b|\\block(ed)?\\b|\\bdisk\\b|redis|postgres|panic|\\bnil\\b",
            "runtime|marshal|parse|json|syntax|unsupported|not (supported|implemented)",
            // the chat
            "denied|permission|authenticat|not ready|shut(ting)? ?down|gateway|suspend|no route|resolution|dead ?lock",
            "abort|participa|restart|expired|exhaust|retr(y|ies)|attempts?\\b|temporar|try again|request limit|time limit",
            "invalid|\\bjid\\b|not found|no such|not exist|not on whatsapp|bad request"));

    private final String words;

    ErrorText(String text) {
        this.words = JOINT.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /** Returns whether it tells that as many chats are pinned as there can be. */
    boolean tellsOfTooManyPins() {
        return PIN.matcher(words).find() && MAXIMUM.matcher(words).find();
    }

    /** Returns whether it tells of what passes, whatever the status. */
    boolean tellsWhatPasses() {
        return PASSING.matcher(words).find();
    }

    /** Returns whether it names any cause, so that none need be guessed. */
    boolean namesACause() {
        return CAUSE.matcher(words).find();
    }
}

package io.github.chatpin.camel.fake;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A strict stand-in for a Bitrix24 portal and its authorization server. It knows one inbound webhook and one OAuth
 * application, and the methods {@code im.recent.pin}, {@code …list} and {@code …get}, {@code im.dialog.get},
 * {@code im.chat.get} (of CRM items), {@code imopenlines.session.mode.pin}, {@code …unpin}, {@code …pinAll} and
 * {@code …unpinAll}, {@code imopenlines.dialog.get}, {@code profile}, {@code user.current}, {@code app.info},
 * {@code scope}, {@code server.time} and {@code batch}.
 *
 * <pre>{@code
 * try (FakeBitrix24 bitrix24 = FakeBitrix24.start()) {
 *     // a route to chatpin:bitrix24?portalUrl=<url()>&authorizationToken=<webhookToken()>
 *     assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
 * }
 * }</pre>
 *
 * By default it has the standard plan's rate limit and works as the newest server does ({@link Bitrix24Generation}), and
 * every {@code chat17} and every number is a dialog in the user's recent list, which tells of it once a call or a test
 * has named it. All addresses on this machine share the rate limit's counter. Thread-safe.
 */
public final class FakeBitrix24 extends FakeUpstream {

    private final Portal.Settings settings;
    private final AuthorizationServer.Application application;
    private final RestOutcome.Refused wrongClient;
    private volatile Portal portal;

    FakeBitrix24(FakeBitrix24Builder builder) {
        super(builder.clock(), builder.ports());
        application = builder.application(secrets());
        settings = builder.settings(secrets());
        wrongClient = builder.wrongClient();
        portal = newPortal();
        listen(this::read);
    }

    /** {@return settings to start a fake with} */
    public static FakeBitrix24Builder builder() {
        return new FakeBitrix24Builder();
    }

    /** {@return a fake with the default settings, which has started} */
    public static FakeBitrix24 start() {
        return builder().start();
    }

    /** {@return user id and code of the inbound webhook, {@code 1/…}; only the code is a secret} */
    public String webhookToken() {
        return settings.webhookToken();
    }

    /** {@return the OAuth application's id} */
    public String clientId() {
        return application.clientId();
    }

    /** {@return the OAuth application's secret} */
    public String clientSecret() {
        return application.clientSecret();
    }

    /** {@return the access token issued last} */
    public String accessToken() {
        return portal.authorization().accessToken();
    }

    /** {@return the only refresh token that is valid now} */
    public String refreshToken() {
        return portal.authorization().refreshToken();
    }

    /** {@return the authorization server's address, over plain HTTP} */
    public String tokenUrl() {
        return url() + "/oauth/token/";
    }

    /** {@return how often tokens have been renewed; refused attempts do not count} */
    public int renewals() {
        return portal.authorization().renewals();
    }

    /** Ends the life of all access tokens issued so far, as their hour would. */
    public void expireAccessToken() {
        portal.authorization().expireAccessTokens();
    }

    /**
     * Refuses renewals with status 400.
     *
     * @param error the error code, {@code invalid_grant} or {@code PAYMENT_REQUIRED}
     */
    public void refuseRenewal(String error) {
        refuseRenewal(400, error);
    }

    /**
     * Refuses renewals.
     *
     * @param status the HTTP status
     * @param error the error code
     */
    public void refuseRenewal(int status, String error) {
        portal.authorization().refuse(new RestOutcome.Refused(status, error, "Renewal refused"));
    }

    /** Ends {@link #refuseRenewal}. */
    public void allowRenewal() {
        portal.authorization().allow();
    }

    /** {@return the ids of the pinned dialogs, {@code chat17} or {@code 256}, the newest first; an immutable copy} */
    public List<String> pinnedDialogs() {
        return portal.dialogs().pinned().stream().map(DialogId::toString).toList();
    }

    /**
     * {@return whether a dialog is pinned by {@code im.recent.pin}}
     *
     * @param dialogId its id, in any case
     */
    public boolean isPinned(String dialogId) {
        return portal.dialogs().pinned().contains(dialog(dialogId));
    }

    /** {@return the chat ids of the pinned open-line dialogs; an immutable copy} */
    public Set<Long> pinnedOpenLines() {
        return portal.openLines().pinned();
    }

    /**
     * {@return whether an open-line dialog is pinned}
     *
     * @param chatId its chat id
     */
    public boolean isOpenLinePinned(long chatId) {
        return portal.openLines().pinned().contains(chatId);
    }

    /**
     * Puts dialogs into the recent list that no call has named yet, so that {@code im.recent.list} shows them; takes
     * back {@link #hide}, {@link #notMember} and {@link #unknown}.
     *
     * @param dialogIds their ids; a group's only after {@link #sonetGroup}
     */
    public void addRecent(String... dialogIds) {
        for (String dialogId : dialogIds) {
            portal.dialogs().add(chat(dialogId));
        }
    }

    /**
     * Takes a dialog out of the recent list and unpins it, as a user who hides it does. A pin or an unpin brings it back
     * or answers {@code false}, by the server's version.
     *
     * @param dialogId its id
     */
    public void hide(String dialogId) {
        portal.dialogs().hide(dialog(dialogId));
    }

    /**
     * Takes a dialog out of the recent list, and the user out of the chat: in the newest version a pin answers
     * {@code false}.
     *
     * @param dialogId its id
     */
    public void notMember(String dialogId) {
        portal.dialogs().leave(dialog(dialogId));
    }

    /**
     * Makes a dialog one that there is not: {@code ACCESS_ERROR} in the newest version, {@code false} before.
     *
     * @param dialogId its id
     */
    public void unknown(String dialogId) {
        portal.dialogs().forget(dialog(dialogId));
    }

    /**
     * Sets when a dialog's last message came, and puts it into the recent list. What {@code im.recent.get} takes for the
     * dialog's last change is set as well; a pin changes it again.
     *
     * @param dialogId its id
     * @param time when
     */
    public void lastActivity(String dialogId, Instant time) {
        portal.dialogs().activity(chat(dialogId), requireNonNull(time, "time"));
    }

    /**
     * Sets how many unread messages a dialog has, and puts it into the recent list.
     *
     * @param dialogId its id
     * @param messages how many, zero or more
     */
    public void unread(String dialogId, int messages) {
        portal.dialogs().unread(chat(dialogId), messages);
    }

    /**
     * Gives a workgroup or project its chat. {@code im.recent.pin} does not find it by {@code sg5}, and the recent list
     * knows the chat only; {@code im.dialog.get} tells which it is.
     *
     * @param group the group's number
     * @param chatId its chat id
     */
    public void sonetGroup(long group, long chatId) {
        portal.groups().add(group, chatId);
    }

    /**
     * Denies access to a dialog: {@code ACCESS_ERROR}, and {@code ACCESS_DENIED} for the open line of the same chat.
     *
     * @param dialogId its id
     */
    public void denyAccess(String dialogId) {
        portal.dialogs().deny(dialog(dialogId));
    }

    /**
     * Gives an item of the CRM the chat in which it is discussed, for {@code im.chat.get} to find.
     *
     * @param item type and id, {@code DEAL|5}
     * @param chatId its chat id
     */
    public void crmChat(String item, long chatId) {
        portal.crmChats().add(item, chatId);
    }

    /**
     * Opens an active open-line session of the user's, for {@code pinAll} and the lists to find. Calls of
     * {@code imopenlines.*} that name a chat open one too.
     *
     * @param chatId its chat id
     * @return its session id
     */
    public long openLine(long chatId) {
        return portal.openLines().open(chatId).id();
    }

    /**
     * Opens an open-line session of another operator's, which the user can neither pin nor unpin. An answer
     * {@code true} then means only that it already was so.
     *
     * @param chatId its chat id
     * @param userId the other operator's user id
     * @param pinned whether the other operator has pinned it
     * @return its session id
     */
    public long openLineOf(long chatId, long userId, boolean pinned) {
        return portal.openLines().open(chatId, userId, pinned).id();
    }

    /**
     * Ends the open-line session of a chat, whose pin falls with it. {@link #openLine} begins another.
     *
     * @param chatId its chat id
     */
    public void closeOpenLine(long chatId) {
        portal.openLines().close(chatId);
    }

    /**
     * Makes a chat something else than an open line: {@code CHAT_TYPE}.
     *
     * @param chatId its chat id
     */
    public void notAnOpenLine(long chatId) {
        portal.openLines().exclude(chatId);
    }

    /**
     * Sets whether the user is an operator; if not, a pin of an open line is refused with an empty error code, and
     * {@code pinAll} and {@code unpinAll} answer an empty list.
     *
     * @param operator at the start true
     */
    public void operator(boolean operator) {
        portal.openLines().operator(operator);
    }

    /**
     * Sets the server's version until the fake is reset.
     *
     * @param generation the version
     */
    public void generation(Bitrix24Generation generation) {
        portal.dialogs().rules(rules -> rules.with(requireNonNull(generation, "generation")));
    }

    /**
     * Sets how many dialogs may be pinned until the fake is reset; those pinned stay.
     *
     * @param dialogs the number, zero or more
     */
    public void pinCap(int dialogs) {
        portal.dialogs().rules(rules -> rules.withCap(dialogs));
    }

    /**
     * Sets the rate limit until the fake is reset; its counter stays as it is.
     *
     * @param threshold what the counter may reach, at least 1
     * @param perSecond by how much it falls once per second, at least 1
     */
    public void limit(int threshold, int perSecond) {
        portal.bucket().settings(threshold, perSecond);
    }

    /** {@return the rate limit's counter now} */
    public int bucketLevel() {
        return portal.bucket().level(clock().instant());
    }

    /** {@return what the rate limit's counter may reach} */
    public int bucketThreshold() {
        return portal.bucket().threshold();
    }

    /** {@return how many requests were answered with {@code QUERY_LIMIT_EXCEEDED}; scripted faults do not count} */
    public int rejected() {
        return portal.bucket().rejected();
    }

    /**
     * Counts requests that others on the same address sent, as far as the limit lets them in.
     *
     * @param requests how many
     */
    public void fillBucket(int requests) {
        portal.bucket().fill(requests, clock().instant());
    }

    /**
     * Sets whether answers report {@code time.operating} and {@code time.operating_reset_at}.
     *
     * @param reported at the start true
     */
    public void operatingReported(boolean reported) {
        portal.operating().report(reported);
    }

    /**
     * Sets how much of its execution time a call of a method uses up, if it succeeds.
     *
     * @param method the method; {@code batch} stands for the outer call only
     * @param seconds the time, at the start zero for all methods
     */
    public void operatingCost(String method, double seconds) {
        portal.operating().cost(method, BigDecimal.valueOf(seconds));
    }

    /**
     * Uses up a method's execution time at once: it answers {@code OPERATION_TIME_LIMIT}.
     *
     * @param method the method; {@code batch} stands for the outer call only
     * @param until how long, by the fake's clock
     */
    public void exhaustOperating(String method, Duration until) {
        exhaustOperating(method, 0, until);
    }

    /**
     * Uses up a method's execution time after some more calls, whose answers report when it may be called again.
     *
     * @param method the method
     * @param goodCalls how many calls still succeed
     * @param until how long from now, by the fake's clock
     */
    public void exhaustOperating(String method, int goodCalls, Duration until) {
        portal.operating().exhaust(method, goodCalls, until);
    }

    @Override
    void resetState() {
        portal = newPortal();
    }

    private Portal newPortal() {
        AuthorizationServer authorization =
                new AuthorizationServer(application, wrongClient, secrets(), journal(), clock());
        return new Portal(settings, authorization, clock());
    }

    private UpstreamCall read(IncomingRequest incoming) {
        RestRequest request = RestRequest.of(incoming);
        String where = incoming.httpMethod() + " " + request.maskedPath(secrets());
        request.violations().forEach(violation -> journal().complain(violation + ": " + where));
        return new RestCall(request, portal, incoming.secure() ? httpsUrl() : url(), secrets());
    }

    /** A dialog that the list can hold, which knows chats and users only. */
    private DialogId chat(String dialogId) {
        DialogId dialog = dialog(dialogId);
        if (!dialog.isPrivate() && !dialog.isChat()) {
            throw new IllegalArgumentException("the recent list holds chats and private dialogs only: " + dialogId);
        }
        return dialog;
    }

    /** A group's chat for the group. */
    private DialogId dialog(String dialogId) {
        return portal.groups().chatOf(DialogId.of(dialogId));
    }
}

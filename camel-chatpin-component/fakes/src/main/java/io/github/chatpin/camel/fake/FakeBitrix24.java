package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A strict stand-in for a Bitrix24 portal and its authorization server. It knows one inbound webhook and one OAuth
 * application, and the methods {@code im.recent.pin}, {@code im.recent.list}, {@code im.chat.get} (of CRM items),
 * {@code imopenlines.session.mode.pin}, {@code …pinAll}, {@code …unpinAll}, {@code profile} and {@code batch}.
 *
 * <pre>{@code
 * try (FakeBitrix24 bitrix24 = FakeBitrix24.start()) {
 *     // a route to chatpin:bitrix24?portalUrl=<url()>&authorizationToken=<webhookToken()>
 *     assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
 * }
 * }</pre>
 *
 * By default it has the standard plan's rate limit and a cap of 45 pinned dialogs, and every well-formed dialog id is a
 * dialog of the user's. All addresses on this machine share the rate limit's counter. References from one command of a
 * batch to another's result are not resolved. Thread-safe.
 */
public final class FakeBitrix24 extends FakeUpstream {

    private final Portal.Settings settings;
    private final AuthorizationServer.Application application;
    private volatile Portal portal;

    FakeBitrix24(FakeBitrix24Builder builder) {
        super(builder.clock(), builder.ports());
        application = builder.application(secrets());
        settings = builder.settings(secrets());
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
        return portal.dialogs().pinned().contains(DialogId.of(dialogId));
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
     * back {@link #hide}.
     *
     * @param dialogIds their ids
     */
    public void addRecent(String... dialogIds) {
        for (String dialogId : dialogIds) {
            portal.dialogs().add(DialogId.of(dialogId));
        }
    }

    /**
     * Takes a dialog out of the recent list and unpins it: pinning and unpinning it answer {@code false}.
     *
     * @param dialogId its id
     */
    public void hide(String dialogId) {
        portal.dialogs().hide(DialogId.of(dialogId));
    }

    /**
     * Denies access to a dialog: {@code ACCESS_ERROR}, and {@code ACCESS_DENIED} for the open line of the same chat.
     *
     * @param dialogId its id
     */
    public void denyAccess(String dialogId) {
        portal.dialogs().deny(DialogId.of(dialogId));
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
     * Opens an active open-line dialog of the operator's, for {@code pinAll} to find. Calls that name a chat open one
     * too.
     *
     * @param chatId its chat id
     * @return its session id
     */
    public long openLine(long chatId) {
        return portal.openLines().open(chatId);
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
     * Sets whether the user is an operator; if not, open-line methods answer {@code ERROR_USER_NOT_OPERATOR}.
     *
     * @param operator at the start true
     */
    public void operator(boolean operator) {
        portal.openLines().operator(operator);
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
        AuthorizationServer authorization = new AuthorizationServer(application, secrets(), journal(), clock());
        return new Portal(settings, authorization, clock());
    }

    private UpstreamCall read(IncomingRequest incoming) {
        RestRequest request = RestRequest.of(incoming);
        String where = incoming.httpMethod() + " " + request.maskedPath(secrets());
        request.violations().forEach(violation -> journal().complain(violation + ": " + where));
        return new RestCall(request, portal, secrets());
    }
}

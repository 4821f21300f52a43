package io.github.chatpin.camel;

import java.io.Serializable;

/**
 * A pin of a bulk request that was not done.
 *
 * @param index   its place in the request's body, from 0
 * @param request what was asked for; its chat is {@code null} where the item named none
 * @param cause   why it was not done
 */
public record PinFailure(int index, PinRequest request, ChatPinException cause) implements Serializable {}

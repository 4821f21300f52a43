package io.github.chatpin.camel.limit;

/** No limit, as on a self-hosted Bitrix24. */
final class UnlimitedPermits implements Permits {

    @Override
    public long tryTake() {
        return 0;
    }

    @Override
    public void take() {}

    @Override
    public void giveBack() {}

    @Override
    public void answered() {}

    @Override
    public void exhaust() {}

    @Override
    public void follow(long remaining, long nanosToReset) {}

    @Override
    public boolean isFull() {
        return true;
    }

    @Override
    public boolean isLimited() {
        return false;
    }
}

package io.github.chatpin.example.cluster;

import io.github.bucket4j.distributed.proxy.ExecutionStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;

/** Where the processes keep what each has used of the limit. */
interface LimitStore extends AutoCloseable {

    /** {@return what the option {@code bucketStore} needs} */
    ProxyManager<String> buckets();

    @Override
    void close();

    /**
     * Connects to the store, or becomes a part of it.
     *
     * @param strategy how Bucket4j runs an operation
     */
    static LimitStore open(Sharing sharing, ExecutionStrategy strategy) {
        return switch (sharing.engine()) {
            case HAZELCAST -> HazelcastStore.open(sharing.addresses(), strategy);
            case REDIS -> RedisStore.open(sharing.addresses().get(0), strategy);
            case NONE -> throw new IllegalArgumentException("No store");
        };
    }
}

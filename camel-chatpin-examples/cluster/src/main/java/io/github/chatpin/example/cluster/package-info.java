/**
 * Several processes that share one limit; {@link io.github.chatpin.example.cluster.ClusterExample} starts them,
 * {@link io.github.chatpin.example.cluster.Worker} is one of them.
 */
package io.github.chatpin.example.cluster;

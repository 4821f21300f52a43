/**
 * Many portals, of which each belongs to one process at a time;
 * {@link io.github.chatpin.example.partitioned.PartitionedExample} starts the processes,
 * {@link io.github.chatpin.example.partitioned.Worker} is one of them.
 */
package io.github.chatpin.example.partitioned;

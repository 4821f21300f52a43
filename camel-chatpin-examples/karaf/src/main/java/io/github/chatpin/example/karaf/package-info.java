/** A self-contained bundle for Apache Karaf: Camel, the component, and routes that pin what files list. */
package io.github.chatpin.example.karaf;

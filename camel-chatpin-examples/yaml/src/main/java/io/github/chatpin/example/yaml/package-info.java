/** An example that pins and unpins through kamelets, in routes written in YAML and in XML. */
package io.github.chatpin.example.yaml;

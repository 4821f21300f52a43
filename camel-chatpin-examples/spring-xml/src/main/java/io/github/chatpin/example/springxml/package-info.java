/** The Spring XML example; {@link io.github.chatpin.example.springxml.SpringXmlExample} starts it. */
package io.github.chatpin.example.springxml;

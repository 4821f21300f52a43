/** An example that shows what an operator asks a running application, and what it answers. */
package io.github.chatpin.example.operations;

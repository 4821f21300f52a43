package io.github.chatpin.example.benchmark;

import java.util.List;

/** What one measurement found, as the page and the console show it. */
interface Section {

    /** Returns the name of the part of the page that holds the table. */
    String name();

    /** Returns what was measured, in one line. */
    String title();

    Table table();

    List<Chart> charts();
}

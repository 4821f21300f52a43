package io.github.chatpin.camel.management;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** What JMX shows of many accounts, and lets an operator do to one of them. */
@ManagedResource(description = "The accounts of an AccountSource of the chatpin component")
public interface ManagedDirectoryMBean {

    @ManagedAttribute(description = "The bean that knows the accounts")
    String getName();

    @ManagedAttribute(description = "Accounts that are kept")
    int getAccounts();

    @ManagedAttribute(description = "Exchanges that wait for an account to be looked up")
    int getWaiting();

    @ManagedAttribute(description = "Exchanges that are pending: they wait for a request, or for another attempt")
    int getPending();

    @ManagedAttribute(description = "Requests in flight")
    int getInFlight();

    @ManagedAttribute(description = "Pins that were done, through the accounts that are kept")
    long getDone();

    @ManagedAttribute(description = "Pins that failed, through the accounts that are kept")
    long getFailed();

    @ManagedAttribute(description = "Accounts that did not work the last time")
    int getInTrouble();

    @ManagedAttribute(description = "How often the source was asked")
    long getLookUps();

    @ManagedAttribute(description = "How often the source knew no account of the name")
    long getUnknown();

    @ManagedAttribute(description = "How often the source has failed")
    long getFaults();

    @ManagedAttribute(description = "Why the source has failed the last time; none if it did not")
    String getFault();

    @ManagedOperation(description = "Returns the accounts where most is pending, or else was done")
    String[] busiest(int most);

    @ManagedOperation(description = "Returns accounts that did not work the last time, the latest first")
    String[] inTrouble(int most);

    @ManagedOperation(description = "Returns how an account is doing, by its name; none if it is not kept")
    String account(String name);

    @ManagedOperation(description = "Lets an account's requests in flight end and starts no others")
    void suspend(String name);

    @ManagedOperation(description = "Lets an account send again")
    void resume(String name);

    @ManagedOperation(description = "Has an account looked up anew by its next exchange")
    void lookUpAgain(String name);
}

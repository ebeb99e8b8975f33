@events
Feature: What subscribers receive, and in which order
  Books are kept from events. They have to be complete, in order, and in agreement with what the
  platform shows to those who ask.

  @EVENT-1
  @EVENT-8
  Rule: The events of an order tell its life in order

    Example: PENDING comes before EXECUTED
      Given a subscriber to all orders
      When the trader places an order to SELL 7.25 EURUSD
      Then the subscriber should receive these events for the order:
        | orderStatus | side | quantity | symbol |
        | PENDING     | SELL | 7.25     | EURUSD |
        | EXECUTED    | SELL | 7.25     | EURUSD |

    Example: PENDING comes before CANCELLED
      Given a subscriber to all orders
      And a PENDING order
      When the trader cancels the order
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | CANCELLED   |

    @controls
    Example: An order that executes at once is PENDING first all the same
      Given a subscriber to all orders
      And the platform executes orders 0 ms after they are placed
      When 20 orders are placed at the same time
      Then the subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive no further event for every order

  @EVENT-2
  Rule: The sequence rises with every event, across all orders

    Example: A later event has a higher sequence
      Given a subscriber to all orders
      And the platform executes orders 300 ms after they are placed
      When 10 orders are placed at the same time
      Then the subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the events should be in the order in which they happened

    @SIO-2
    Example: A subscription says after which event it begins
      Given a subscriber to all orders
      And an EXECUTED order
      And the subscriber has been told of the order
      And subscriber "Latecomer" to all orders
      When the trader places an order to BUY 1 EURUSD
      Then subscriber "Latecomer" should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And subscriber "Latecomer" should begin where the platform said

  @EVENT-3
  @EVENT-4
  Rule: Events and REST agree

    Example: An event says what REST shows
      Given a subscriber to all orders
      When the trader places an order to BUY 0.125 EURUSD
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the events of the order should agree with what the trader is shown

    Scenario Outline: When the <status> event arrives, the order is already shown as <status>
      Given a subscriber to all orders that looks up every order the moment its event arrives
      When an order becomes <status>
      Then every look-up should have shown the status of the event

      Examples: every status
        | status    |
        | PENDING   |
        | EXECUTED  |
        | CANCELLED |

@events
Feature: Subscribers whose connection breaks
  Networks break. A subscriber that comes back within two minutes carries on as if nothing had
  been, and nobody else notices.

  @SIO-4
  @REPLAY-1
  Rule: Who comes back gets what was missed, once and in order

    @controls
    Scenario Outline: The end of an order is delivered after the return over <transport>
      Given a subscriber to all orders over <transport>
      And the subscriber has received an event
      And a PENDING order
      And the order has become CANCELLED while the subscriber had lost the connection
      When the subscriber reconnects
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | CANCELLED   |
      And the subscriber should receive no further event for the order

      Examples: every way to listen
        | transport       |
        | WebSocket       |
        | HTTP polling    |
        | plain WebSocket |

    @controls
    Scenario Outline: Many missed events arrive once each, in order
      Given a subscriber to all orders over <transport>
      And the subscriber has received an event
      And the subscriber has <loss>
      And the trader has placed 10 EXECUTED orders
      When the subscriber reconnects
      Then the subscriber should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And the subscriber should receive no further event for every order

      Examples: connections that are closed
        | transport       | loss                |
        | WebSocket       | lost the connection |
        | HTTP polling    | lost the connection |
        | plain WebSocket | lost the connection |

      Examples: connections that stay open at the platform's end
        | transport       | loss                                 |
        | WebSocket       | been cut off by a network that froze |
        | HTTP polling    | been cut off by a network that froze |
        | plain WebSocket | been cut off by a network that froze |

    @controls
    Example: Who comes back goes on receiving
      Given a subscriber to all orders
      And the subscriber has received an event
      And the subscriber has lost the connection
      And the subscriber has reconnected
      When the trader places an order to BUY 1 EURUSD
      Then the subscriber should receive these events for the order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |

  @SIO-4
  @SIO-2
  Rule: Who left for good starts anew

    Example: A client that subscribes again is told how the order stands
      Given a PENDING order
      And subscriber "Desk" to the order
      And subscriber "Desk" has left
      And the order has become CANCELLED
      And a connected client
      When the client subscribes to the order
      Then the confirmation should show the order as CANCELLED

    @socket.io
    Example: Who said goodbye gets nothing until it subscribes again
      Given a subscriber to all orders
      And the subscriber has received an event
      And the subscriber has left
      And an EXECUTED order
      And the subscriber has reconnected
      When the trader places an order to BUY 1 EURUSD
      Then the subscriber should receive no event for the order

  @beyond-contract
  Rule: Our own platform recovers nobody who claims an event that it never sent

    @socket.io
    @own-platform
    Scenario Outline: Who comes back with an offset <what> gets nothing until it subscribes again
      Given the operator has started a platform with MAX_ORDERS set to "100"
      And a subscriber to all orders
      And the subscriber has received an event
      And the subscriber has lost the connection
      And the subscriber has reconnected with an offset <what>
      When the trader places an order to BUY 1 EURUSD
      Then the subscriber should receive no event for the order

      Examples: offsets of nothing that was missed
        | what             |
        | of another epoch |
        | beyond the end   |
        | that is none     |

  @EVENT-7
  Rule: One subscriber's trouble is not the others'

    @controls
    Scenario Outline: A subscriber that drops out leaves the others served
      Given subscriber "Risk" to all orders over <transport>
      And subscriber "Settlement" to all orders over <transport>
      And subscriber "Risk" has lost the connection
      When 5 orders are placed at the same time
      Then subscriber "Settlement" should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And subscriber "Settlement" should receive no further event for every order

      Examples: both ways to listen
        | transport       |
        | plain WebSocket |
        | WebSocket       |

    Scenario Outline: A subscriber over <transport> that stops reading leaves the others served
      Given subscriber "Risk" to all orders over <transport>
      And subscriber "Settlement" to all orders
      And subscriber "Risk" has stopped reading
      When 20 orders are placed at the same time
      Then subscriber "Settlement" should receive these events for every order:
        | orderStatus |
        | PENDING     |
        | EXECUTED    |
      And subscriber "Settlement" should receive no further event for every order

      Examples: both ways to listen
        | transport       |
        | plain WebSocket |
        | WebSocket       |

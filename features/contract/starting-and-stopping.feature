@own-platform
Feature: Starting and stopping the platform
  Operators start the platform on machines that others use as well, and stop it while people work
  with it. What stands in the way of a start is told at once, and a stop cuts nobody short.

  @beyond-contract
  Rule: A platform that cannot listen says why in one line

    Example: A port that somebody else has cannot be had
      When the operator starts a platform with PORT set to a port in use
      Then the start should be refused saying "the port is in use"

    Example: An address of another machine cannot be had
      When the operator starts a platform with HOST set to "203.0.113.1"
      Then the start should be refused saying "this machine does not have the address"

  @beyond-contract
  Rule: A platform that listens everywhere says where it can be reached

    Scenario Outline: The address that it gives for <host> leads to it
      Given the operator has started a platform with HOST set to "<host>"
      When a client sends GET "/health"
      Then the response should have status 200
      And the operator should have been given the address "<address>"

      Examples: all addresses of the machine, and one by its name
        | host      | address   |
        | 0.0.0.0   | 127.0.0.1 |
        | localhost | localhost |

  @beyond-contract
  Rule: A platform that is stopped comes to an end of its own, and soon

    Example: Requests that are on their way are answered first
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "500-2500"
      When the operator stops the platform while 10 orders are on their way
      Then every order should have been accepted as:
        | field       | value   |
        | orderStatus | PENDING |
      And the platform should have ended in good order within 5 s

    Example: Neither subscribers nor pending orders hold up the end
      Given the operator has started a platform with EXECUTION_DELAY_MS set to "60000-60000"
      And a subscriber to all orders
      And the trader has placed 2 orders
      When the operator stops the platform
      Then the platform should have ended in good order within 3 s

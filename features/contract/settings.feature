@own-platform
Feature: The settings of the platform
  Operators start the platform for trainings, demonstrations and tests, each with other settings.
  What a setting promises has to hold, and a bad one has to be told before anybody relies on it.

  @REFUSE-6
  Rule: A full platform takes no more orders and keeps those that it has

    Example: An order beyond the limit is refused
      Given the operator has started a platform with MAX_ORDERS set to "2"
      And the trader has placed 2 orders
      When the trader places an order to BUY 10 EURUSD
      Then the request should be refused as one order too many
      And 2 orders should have been placed

    Example: An order that was placed before can be repeated safely
      Given the operator has started a platform with MAX_ORDERS set to "1"
      And the trader has placed an order with key "k1"
      When the trader places the same order again with key "k1"
      Then the first answer should have come again
      And exactly one order should have been placed

  @REFUSE-6
  Rule: A platform that has too much to do for the moment refuses more and goes on with the rest

    Example: Of many requests at the same time some are refused
      Given the operator has started a platform with these settings:
        | setting           | value     |
        | MAX_REQUESTS      | 2         |
        | ENDPOINT_DELAY_MS | 1000-1000 |
      When the trader places the same order 10 times at the same time with key "k1"
      Then some requests should be accepted and the others refused as too much for the moment
      And exactly one order should have been placed

  @CTRL-1
  Rule: Without simulation controls nobody but the platform says when an order is executed

    Example: With them, a client does
      Given the operator has started a platform with these settings:
        | setting             | value |
        | SIMULATION_CONTROLS | on    |
        | EXECUTION_DELAY_MS  | 0-0   |
      And the platform executes orders 60 s after they are placed
      And the trader has placed 1 order
      When the trader cancels the order
      Then the cancel should be accepted

    Example: A client's wish is ignored
      Given the operator has started a platform with SIMULATION_CONTROLS set to "off"
      And the platform executes orders 60 s after they are placed
      When the trader places an order to BUY 10 EURUSD
      Then the order should become EXECUTED within 3 s

    Example: A client's wish that makes no sense is ignored as well
      Given the operator has started a platform with SIMULATION_CONTROLS set to "off"
      When a client sends POST /orders with:
        | X-Execution-Delay-Ms |
        | soon                 |
      Then the response should have status 201

  @beyond-contract
  Rule: The operator sets how long things take

    Example: Orders are executed after the time that was set
      Given the operator has started a platform with EXECUTION_DELAY_MS set to "600-700"
      When 10 orders are placed at the same time
      Then every order should become EXECUTED within 3 s
      And every order should have been executed 600 ms to 1.2 s after it was placed
      And the times to execution should differ by at least 20 ms

    Example: The same seed gives the same times
      When 10 orders are placed on each of two platforms with these settings:
        | setting            | value  |
        | RANDOM_SEED        | 7      |
        | ENDPOINT_DELAY_MS  | 0-0    |
        | EXECUTION_DELAY_MS | 0-1500 |
      Then the orders should be executed after the same times on both

    Example: Answers take the time that was set
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "1500-1600"
      When 5 requests to "GET /orders" are sent at the same time
      Then the answers should meet these limits:
        | measure      | at least |
        | every answer | 1.5 s    |

    Example: Answers come at once if that was set
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "0-0"
      When a client sends GET "/orders" 10 times in a row
      Then the answers should meet these limits:
        | measure            | less than |
        | the fastest answer | 100 ms    |

  @CORS-1
  Rule: The operator sets which pages of other origins may call

    Example: Pages of the origins that were set may read answers, and no others
      Given the operator has started a platform with CORS_ORIGIN set to "https://desk.example, http://desk.example:8080"
      When pages of these origins send GET requests:
        | origin                    | path                                |
        | https://desk.example      | /health                             |
        | https://desk.example      | /socket.io/?EIO=4&transport=polling |
        | http://desk.example:8080  | /health                             |
        | http://desk.example:8080  | /socket.io/?EIO=4&transport=polling |
        | https://elsewhere.example | /health                             |
        | https://elsewhere.example | /socket.io/?EIO=4&transport=polling |
      Then only pages of these origins should be allowed to read the answers:
        | origin                   |
        | https://desk.example     |
        | http://desk.example:8080 |

    Example: Pages of the origins that were set may follow events, and no others
      Given the operator has started a platform with CORS_ORIGIN set to "https://desk.example, http://desk.example:8080"
      When pages of these origins open a WebSocket:
        | origin                    | path                                  |
        | https://desk.example      | /ws                                   |
        | https://desk.example      | /socket.io/?EIO=4&transport=websocket |
        | http://desk.example:8080  | /ws                                   |
        | http://desk.example:8080  | /socket.io/?EIO=4&transport=websocket |
        | https://elsewhere.example | /ws                                   |
        | https://elsewhere.example | /socket.io/?EIO=4&transport=websocket |
      Then only pages of these origins should be let in:
        | origin                   |
        | https://desk.example     |
        | http://desk.example:8080 |

  @beyond-contract
  Rule: What the platform says is fit for machines

    Example: The log tells of every request that has been answered, in JSON
      Given the operator has started a platform with LOG_LEVEL set to "info"
      When a client sends GET "/orders?limit=1"
      Then the log should tell of GET "/orders?limit=1" and status 200, in JSON and without headers

    Example: Nothing is printed if that was set
      Given the operator has started a platform with LOG_LEVEL set to "silent"
      When a client sends GET "/orders?limit=1"
      Then the platform should have printed nothing

  @beyond-contract
  Rule: A setting that is empty counts as not set

    Example: The platform starts although its settings are empty, and publishes nothing but reports
      Given the operator has started a platform with these settings:
        | setting             | value |
        | HOST                |       |
        | ENDPOINT_DELAY_MS   |       |
        | EXECUTION_DELAY_MS  |       |
        | RANDOM_SEED         |       |
        | SIMULATION_CONTROLS |       |
        | MAX_ORDERS          |       |
        | MAX_CONNECTIONS     |       |
        | MAX_REQUESTS        |       |
        | MAX_SUBSCRIPTIONS   |       |
        | CORS_ORIGIN         |       |
        | LOG_LEVEL           |       |
        | REPORTS_DIR         |       |
      When pages of these origins send GET requests:
        | origin                    | path                       |
        | https://elsewhere.example | /test-results/package.json |
      Then the response should have status 404
      And only pages of these origins should be allowed to read the answers:
        | origin                    |
        | https://elsewhere.example |

  @beyond-contract
  Rule: A setting may go to its limits

    Example: The platform starts with the largest values that there are
      Given the operator has started a platform with these settings:
        | setting            | value        |
        | EXECUTION_DELAY_MS | 0-2147483647 |
        | MAX_ORDERS         | 100000000    |
        | MAX_CONNECTIONS    | 1000000      |
        | MAX_REQUESTS       | 1000000      |
        | MAX_SUBSCRIPTIONS  | 1000000      |
        | RANDOM_SEED        | 2147483647   |
      When a client sends GET "/health"
      Then the response should have status 200
      And the health should tell:
        | what   | value |
        | orders | 0     |

  @beyond-contract
  Rule: A bad setting stops the start with one line that says which and why

    Scenario Outline: <setting> cannot be "<value>"
      When the operator starts a platform with <setting> set to "<value>"
      Then the start should be refused saying '<setting>: "<value>" <why>'

      Examples: no range of milliseconds
        | setting            | value        | why                                             |
        | ENDPOINT_DELAY_MS  | fast         | is not a range of milliseconds such as 100-1000 |
        | ENDPOINT_DELAY_MS  | 100-1000 ms  | is not a range of milliseconds such as 100-1000 |
        | ENDPOINT_DELAY_MS  | up to 0-1000 | is not a range of milliseconds such as 100-1000 |
        | EXECUTION_DELAY_MS | 20-10        | is a range that ends before it begins           |
        | EXECUTION_DELAY_MS | 0-2147483648 | is longer than 2147483647 milliseconds          |

      Examples: no whole number within its bounds
        | setting           | value      | why                                                  |
        | PORT              | 65536      | is not a whole number from 0 to 65535                |
        | PORT              | 80 or so   | is not a whole number from 0 to 65535                |
        | MAX_ORDERS        | 0          | is not a whole number from 1 to 100000000            |
        | MAX_ORDERS        | about 10   | is not a whole number from 1 to 100000000            |
        | MAX_CONNECTIONS   | 0          | is not a whole number from 1 to 1000000              |
        | MAX_REQUESTS      | 1e3        | is not a whole number from 1 to 1000000              |
        | MAX_SUBSCRIPTIONS | no end     | is not a whole number from 1 to 1000000              |
        | RANDOM_SEED       | 2147483648 | is not a whole number from -2147483648 to 2147483647 |

      Examples: not one of the words
        | setting             | value | why                                                          |
        | SIMULATION_CONTROLS | yes   | is not one of on, off                                        |
        | LOG_LEVEL           | loud  | is not one of fatal, error, warn, info, debug, trace, silent |

      Examples: no host and no origin
        | setting     | value                 | why                                                                        |
        | HOST        | not a host            | is not a host name or an IP address                                        |
        | CORS_ORIGIN | desk.example          | is neither * nor a list of origins such as https://a.example,http://b:8080 |
        | CORS_ORIGIN | ftp://desk.example    | is neither * nor a list of origins such as https://a.example,http://b:8080 |
        | CORS_ORIGIN | https://desk.example/ | is neither * nor a list of origins such as https://a.example,http://b:8080 |

    Scenario Outline: A setting that is misspelt as <name> is asked back
      When the operator starts a platform with <name> set to "5"
      Then the start should be refused saying '<name>: "5" is given to no setting of the platform; did you mean MAX_ORDERS?'

      Examples: a slip in a name
        | name      |
        | MAX_ORDER |
        | MAXORDER  |

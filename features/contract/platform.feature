Feature: What the platform says about itself
  Operators watch the platform's health, programmers read its documents and try it out in a
  browser. All of that has to work at once and without the internet.

  @HEALTH-1
  Rule: The health check tells how the platform is

    Example: A running platform is well
      When a client sends GET "/health"
      Then the response should have status 200
      And the health should tell:
        | what   | value |
        | status | ok    |

    Example: The health check counts the seconds that the platform has been up
      Given the platform's health is known
      And an EXECUTED order
      When a client sends GET "/health"
      Then the health should tell:
        | what   | value                  |
        | uptime | the seconds since then |

    @alone
    @controls
    Example: The health check counts each order in its status
      Given a subscriber to all orders
      And the platform's health is known
      And the trader has placed 3 PENDING orders
      And the trader has placed 4 EXECUTED orders
      And the trader has placed 2 CANCELLED orders
      When a client sends GET "/health"
      Then the health should tell:
        | what             | value              |
        | PENDING orders   | 3 more than before |
        | EXECUTED orders  | 4 more than before |
        | CANCELLED orders | 2 more than before |

    @own-platform
    @controls
    Example: The health check of a platform without other orders counts exactly
      Given the operator has started a platform with ENDPOINT_DELAY_MS set to "0-0"
      And the trader has placed 1 PENDING order
      And the trader has placed 2 EXECUTED orders
      And the trader has placed 3 CANCELLED orders
      When a client sends GET "/health"
      Then the health should tell:
        | what             | value |
        | PENDING orders   | 1     |
        | EXECUTED orders  | 2     |
        | CANCELLED orders | 3     |

    Example: The health check counts the subscribers
      Given a subscriber to all orders
      When a client sends GET "/health"
      Then the health should tell:
        | what        | value      |
        | subscribers | at least 1 |

    @own-platform
    Example: Only who has subscribed is counted
      Given the operator has started a platform with MAX_ORDERS set to "10"
      And a connected client
      And a subscriber to all orders
      And the trader has placed 1 order
      And subscriber "of one order" to the order
      When a client sends GET "/health"
      Then the health should tell:
        | what        | value |
        | subscribers | 2     |

    @own-platform
    Scenario Outline: Who has left is not counted any more, over <transport>
      Given the operator has started a platform with MAX_ORDERS set to "10"
      And subscriber "who stays" to all orders
      And subscriber "who leaves" to all orders over <transport>
      When subscriber "who leaves" leaves
      Then the health should come to tell:
        | what        | value |
        | subscribers | 1     |

      Examples: both ways to listen
        | transport       |
        | WebSocket       |
        | plain WebSocket |

    @own-platform
    @socket.io
    Example: Who was refused is not counted
      Given the operator has started a platform with MAX_ORDERS set to "10"
      And a subscriber to all orders
      And a connected client
      When the client subscribes to an unknown order
      Then the subscription should be refused naming "orderId"
      And the health should come to tell:
        | what        | value |
        | subscribers | 1     |

  @DOCS-1
  Rule: The documentation is there

    Scenario Outline: <path> shows <what>
      When a client sends GET "<path>"
      Then the response should have:
        | status | Content-Type | text   |
        | 200    | <media type> | <text> |

      Examples: documents, and a page that shows them
        | path           | what                 | media type       | text         |
        | /openapi.json  | the REST interface   | application/json | /orders      |
        | /asyncapi.json | the Socket.IO events | application/json | order:status |
        | /api-docs      | Swagger UI           | text/html        | swagger-ui   |

    Example: Swagger UI shows the REST interface of this platform
      When a client opens the page "/api-docs"
      Then the page should load the REST interface from "/openapi.json"

    Example: Swagger UI loads nothing from the internet
      When a client opens the page "/api-docs"
      Then everything that the page loads should come from the platform

  @PAGES-1
  Rule: The pages are there

    Scenario Outline: The page <path> shows <what>
      When a client sends GET "<path>"
      Then the response should have:
        | status | Content-Type | text  |
        | 200    | text/html    | <html |

      Examples: pages
        | path          | what                  |
        | /test-results | the published reports |
        | /             | the orders, live      |

    Scenario Outline: The page <path> loads nothing from the internet
      When a client opens the page "<path>"
      Then everything that the page loads should come from the platform

      Examples: pages
        | path          |
        | /test-results |
        | /             |

  @REFUSE-5
  Rule: What can be read can be asked for in other ways

    Scenario Outline: A monitor that needs no body asks for <path> without
      When a client sends HEAD "<path>"
      Then the response should have:
        | status | body |
        | 200    | none |

      Examples: the platform's own paths, and an endpoint
        | path    |
        | /health |
        | /orders |

    Scenario Outline: A client of a proxy sends <what>
      When a client sends <what>
      Then the response should have status 200

      Examples: with a path
        | what                          |
        | the whole address of the list |

      @PAGES-1
      Examples: without one
        | what                              |
        | the whole address of the platform |

  @DOCS-1
  Rule: None of this is delayed

    @timing
    Scenario Outline: <path> is answered at once
      When a client sends GET "<path>" 10 times in a row
      Then the answers should meet these limits:
        | measure            | less than |
        | the fastest answer | 100 ms    |

      Examples: the documentation
        | path           |
        | /openapi.json  |
        | /asyncapi.json |
        | /api-docs      |

      @HEALTH-1
      Examples: the health check
        | path    |
        | /health |

      @PAGES-1
      Examples: pages
        | path          |
        | /test-results |
        | /             |

  @CORS-1
  Rule: A browser may call everything from any origin

    Scenario Outline: A page from elsewhere may send <method> to <path>
      When a browser asks whether "https://desk.example" may send <method> to "<path>"
      Then the browser should be allowed to

      Examples: every endpoint
        | method | path                                         |
        | GET    | /orders                                      |
        | POST   | /orders                                      |
        | GET    | /orders/00000000-0000-4000-8000-000000000000 |
        | DELETE | /orders/00000000-0000-4000-8000-000000000000 |
        | GET    | /health                                      |

    Example: A page from elsewhere can read an answer
      When pages of these origins send GET requests:
        | origin               | path    |
        | https://desk.example | /orders |
      Then the response should have status 200
      And only pages of these origins should be allowed to read the answers:
        | origin               |
        | https://desk.example |
      And the page should be allowed to read these headers:
        | header      |
        | Location    |
        | Link        |
        | Retry-After |

    @WS-1
    Example: A page from elsewhere can follow events
      When pages of these origins open a WebSocket:
        | origin               | path |
        | https://desk.example | /ws  |
      Then only pages of these origins should be let in:
        | origin               |
        | https://desk.example |

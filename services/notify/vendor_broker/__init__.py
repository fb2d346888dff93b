"""What is made for vendors on their virtual host of RabbitMQ, through its management API."""

"""Makes the training data of the tick and ink models and trains them: see the model cards in auditor/vision/models."""

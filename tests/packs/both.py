"""TensorFlow and PyTorch in one process, on the same NumPy."""

from gilder import job


@job(packs=["tensorflow"])
def both(size: int = 64, seed: int = 1) -> dict[str, object]:
    """The same product of matrices by both, a Keras model that learns, and PyTorch after it."""
    import sys

    import numpy as np
    import tensorflow as tf
    import torch

    random = np.random.default_rng(seed)
    a, b = (random.normal(size=(size, size)).astype(np.float32) for _ in range(2))
    theirs = tf.linalg.matmul(a, b).numpy()
    ours = (torch.from_numpy(a) @ torch.from_numpy(b)).numpy()

    tf.keras.utils.set_random_seed(seed)
    x = random.normal(size=(256, 4)).astype(np.float32)
    y = x @ np.array([[1.0], [-2.0], [0.5], [3.0]], dtype=np.float32)
    model = tf.keras.Sequential([tf.keras.layers.Input((4,)), tf.keras.layers.Dense(1)])
    model.compile(tf.keras.optimizers.Adam(0.1), "mse")
    losses = model.fit(x, y, epochs=30, verbose=0).history["loss"]

    layer = torch.nn.Linear(4, 1)
    torch.nn.functional.mse_loss(layer(torch.from_numpy(x)), torch.from_numpy(y)).backward()
    return {
        "difference": float(np.abs(theirs - ours).max()),
        "first_loss": losses[0],
        "last_loss": losses[-1],
        "gradient": float(layer.weight.grad.abs().sum()),
        "tensorflow": tf.__version__,
        "torch": torch.__version__,
        "numpy_in_runtime": "site-packages" in np.__file__ and "packs" not in np.__file__,
        "tensorflow_in_pack": "packs" in sys.modules["tensorflow"].__file__,
    }

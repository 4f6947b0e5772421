namespace HmRnnInk.Torch.Training;

/// <summary>A loss or a gradient was not a finite number. Nothing was changed by that step.</summary>
public sealed class NonFiniteLossException(string message) : Exception(message);

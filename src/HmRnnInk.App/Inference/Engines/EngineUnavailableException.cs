namespace HmRnnInk.App.Inference.Engines;

/// <summary>The engine asked for cannot run here: the message says which, why, and how to mend it.</summary>
public sealed class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

namespace HmRnnInk.App.Inference.Engines;

/// <summary>The selected engine cannot run on this machine. The message says which one, why, and how to fix it.</summary>
internal sealed class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

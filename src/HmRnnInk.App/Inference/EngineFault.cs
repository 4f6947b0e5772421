using System.Runtime.InteropServices;

namespace HmRnnInk.App.Inference;

/// <summary>What an engine at work throws when it cannot go on.</summary>
public static class EngineFault
{
    /// <summary>Whether it is such; TorchSharp tells libtorch's errors, a GPU without memory among them, as <see cref="ExternalException"/>.</summary>
    public static bool Is(Exception error) => error is InvalidOperationException or ArgumentException or ExternalException;

    /// <returns>For people: libtorch's message without the calls that it lists below.</returns>
    public static string Text(Exception error) => error is ExternalException ? error.Message.Split('\n')[0] : error.Message;
}

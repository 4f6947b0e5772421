namespace HmRnnInk.Ink;

/// <summary>The meaning of the values of a trace's points.</summary>
internal sealed class InkMlTraceFormat
{
    /// <param name="channels">In the order of the values.</param>
    public InkMlTraceFormat(IReadOnlyList<InkMlChannel> channels)
    {
        Channels = channels;
        (X, Y, T, F, S) = (Index("X"), Index("Y"), Index("T"), Index("F"), Index("S"));
    }

    /// <summary>The format of a trace that names none (InkML, section 3.2.3).</summary>
    public static InkMlTraceFormat Default { get; } = new([Plain("X"), Plain("Y")]);

    public IReadOnlyList<InkMlChannel> Channels { get; }

    /// <summary>The index of the channel of the horizontal position; −1 if there is none, as for the other indices.</summary>
    public int X { get; }

    /// <summary>The index of the channel of the vertical position.</summary>
    public int Y { get; }

    /// <summary>The index of the channel of the time.</summary>
    public int T { get; }

    /// <summary>The index of the channel of the tip's force.</summary>
    public int F { get; }

    /// <summary>The index of the channel of the tip's switch: whether the pen touches the surface.</summary>
    public int S { get; }

    /// <summary>The state of the channels while a trace is read. Traces are read one after another and share it.</summary>
    public InkMlValue[] Values => field ??= new InkMlValue[Channels.Count];

    private static InkMlChannel Plain(string name) => new(name, null, false, null, null, false, null, 0);

    private int Index(string name)
    {
        for (int index = 0; index < Channels.Count; index++)
            if (string.Equals(Channels[index].Name, name, StringComparison.OrdinalIgnoreCase)) return index;
        return -1;
    }
}

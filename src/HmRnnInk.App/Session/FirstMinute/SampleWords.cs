using HmRnnInk.Ink;

namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>"the model goes on": ink for where there is none of a person's yet, in the units and at the pace of the training data.</summary>
public static class SampleWords
{
    private const string Name = "the-model-goes-on.inkml";

    public static StrokeCollection Read()
    {
        using Stream stream = typeof(SampleWords).Assembly.GetManifestResourceStream(Name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return InkMl.Parse(content.ToArray(), Name);
    }
}

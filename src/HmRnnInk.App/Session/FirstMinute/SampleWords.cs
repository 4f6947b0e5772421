using HmRnnInk.Ink;

namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>
/// The words "the model goes on", as sample ink while there is no ink by a person. Units and speed are those of the training data.
/// </summary>
internal static class SampleWords
{
    private const string Name = "the-model-goes-on.inkml";

    public static StrokeCollection Read()
    {
        using Stream stream = typeof(SampleWords).Assembly.GetManifestResourceStream(Name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return InkMl.Read(content.ToArray(), Name).Ink;
    }
}

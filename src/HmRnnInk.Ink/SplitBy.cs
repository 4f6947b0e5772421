using System.Text.Json.Serialization;

namespace HmRnnInk.Ink;

/// <summary>The unit that is kept together when a data set is split.</summary>
public enum SplitBy
{
    /// <summary>Each line on its own: other lines of its page, by the same writer, may be in another part.</summary>
    [JsonStringEnumMemberName("line")]
    Line,

    /// <summary>All lines of a form, one page by one writer. Other pages by the same writer may be in another part.</summary>
    [JsonStringEnumMemberName("form")]
    Form,
}

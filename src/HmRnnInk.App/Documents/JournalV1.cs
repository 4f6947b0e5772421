namespace HmRnnInk.App.Documents;

/// <summary>
/// The lines of a journal in version 1: a header, then one change per line. docs/dev/document-format.md describes them.
/// </summary>
internal static class JournalV1
{
    public const string Format = "hmink-journal";

    public const int Version = 1;

    public sealed record Header(
        string Format, int Version, DocumentV1.PageSettings? Settings = null, DocumentV1.PageAppearance? Look = null);

    /// <summary>A change of the page: all its rows after the unchanged ones. Applying it twice gives the same page.</summary>
    /// <param name="From">The first row that is replaced.</param>
    /// <param name="Hand">What is known about the person's hand after the change.</param>
    /// <param name="Rows">The rows from there to the end of the page.</param>
    /// <param name="Text">
    /// The text of the page, and where the text changes in these rows. Row numbers count from <paramref name="From"/>.
    /// </param>
    public sealed record Change(int From, DocumentV1.HandSums Hand, DocumentV1.RowColumns Rows, DocumentV1.PageTexts? Text = null);
}

-- Database rtc, variant "document-urn": a document's name is a URN that holds organizer and conference, as exported user data names its
-- documents urn:lcd:<user@host>.

CREATE TABLE dbo.Document
(
    DocId               bigint          NOT NULL,   -- published; the type is assumed
    Name                nvarchar(900)   NOT NULL,   -- assumed: urn:conf:<user@host>:<ExternalConfId>, urn:lcd:<user@host>, urn:hcd:<user@host>
    DocType             int             NOT NULL,   -- assumed
    InsertTime          datetime        NOT NULL,   -- assumed
    CONSTRAINT PK_Document PRIMARY KEY CLUSTERED (DocId)
);
GO

CREATE TABLE dbo.PersistedServiceData
(
    DocId               bigint          NOT NULL,   -- published; the type is assumed
    ServiceId           int             NOT NULL,   -- assumed: several rows a document are possible
    Version             int             NOT NULL,   -- assumed
    Data                varbinary(max)  NULL,       -- assumed
    LastUpdateTime      datetime        NOT NULL,   -- assumed
    CONSTRAINT PK_PersistedServiceData PRIMARY KEY CLUSTERED (DocId, ServiceId)
);
GO

CREATE INDEX IX_PersistedServiceData_LastUpdateTime ON dbo.PersistedServiceData (LastUpdateTime);
GO
